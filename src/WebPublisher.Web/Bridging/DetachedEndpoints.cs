using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// YARP loads its clusters when its endpoints are mapped. They are mapped here, beside the application rather than into it: there are no routes, and a routing
/// step before every request would be paid for nothing.
/// </summary>
internal sealed class DetachedEndpoints(IServiceProvider services) : IEndpointRouteBuilder
{
    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => services;

    /// <inheritdoc/>
    public ICollection<EndpointDataSource> DataSources { get; } = [];

    /// <inheritdoc/>
    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
}
