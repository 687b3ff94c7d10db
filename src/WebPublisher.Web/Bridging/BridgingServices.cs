using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace WebPublisher.Web.Bridging;

/// <summary>Registers this room and those parts of YARP it stands on.</summary>
public static class BridgingServices
{
    /// <summary>
    /// Adds <see cref="FrontEndFarms"/> and <see cref="FrontEndForwarder"/>. Needs logging; takes a <see cref="TimeProvider"/> that is registered already. Await
    /// <see cref="FrontEndFarms.ApplyAsync"/> before listeners are opened. Nothing is to be mapped: no request is routed by YARP.
    /// </summary>
    public static IServiceCollection AddBridging(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new InMemoryConfigProvider([], []));
        services.AddSingleton<IProxyConfigProvider>(static provider => provider.GetRequiredService<InMemoryConfigProvider>());
        services.AddSingleton<ClusterAcceptance>();
        services.AddSingleton<IConfigChangeListener>(static provider => provider.GetRequiredService<ClusterAcceptance>());
        services.AddSingleton<FrontEndClients>();
        services.AddSingleton<IForwarderHttpClientFactory>(static provider => provider.GetRequiredService<FrontEndClients>());
        services.AddSingleton<IAvailableDestinationsPolicy, ProbedDestinationsPolicy>();
        services.AddSingleton<IProbingRequestFactory, ProbeRequests>();
        services.AddSingleton(static provider => new FrontEndFarms(provider));
        services.AddSingleton<FrontEndForwarder>();
        services.AddReverseProxy();
        WithoutKeyFiles(services);

        // YARP brings authorization for routes, of which there are none; a host that finds it would put its middleware before every request.
        services.RemoveAll<IAuthorizationHandlerProvider>();
        return services;
    }

    /// <summary>
    /// YARP brings data protection for affinity policies that are not used here. Its hosted service would write a key into the home directory at every first start.
    /// </summary>
    private static void WithoutKeyFiles(IServiceCollection services)
    {
        foreach (var service in services.Where(static service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true).ToArray())
        {
            services.Remove(service);
        }
    }
}
