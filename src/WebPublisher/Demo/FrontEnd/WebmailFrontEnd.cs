using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>
/// The demo's webmail server: the site that is published, on loopback, HTTPS with its inner certificate. It gives away its inner name and software on purpose,
/// so that one can see the publisher keep both in.
/// </summary>
public sealed class WebmailFrontEnd : IAsyncDisposable
{
    /// <summary>The name this server has behind the firewall; its certificate carries it and nothing resolves it outside.</summary>
    public const string InnerName = "webmail.corp.internal";

    /// <summary>Longest request body in bytes; more gets 413.</summary>
    public const int MaximumRequestBody = 1024 * 1024;

    private readonly WebApplication _application;

    private WebmailFrontEnd(WebApplication application) => _application = application;

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>Starts the server on a free port of 127.0.0.1.</summary>
    /// <param name="certificate">Its certificate, with private key.</param>
    /// <param name="store">Accounts and mail.</param>
    /// <param name="time">The clock of the pages and sessions.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<WebmailFrontEnd> StartAsync(
        X509Certificate2 certificate, MailStore store, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumRequestBody;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var application = builder.Build();
        application.Use((http, next) =>
        {
            http.Response.Headers.Server = $"DemoMail/1.0 ({InnerName})";
            http.Response.Headers.XPoweredBy = "DemoMail";
            return next(http);
        });
        new Webmail(store, new WebmailSessions(time), time).Map(application);

        var frontEnd = new WebmailFrontEnd(application);
        await application.StartAsync(cancellation);
        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        frontEnd.Port = new Uri(address).Port;
        return frontEnd;
    }

    /// <summary>Stops the server.</summary>
    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
