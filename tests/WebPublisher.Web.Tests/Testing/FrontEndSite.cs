using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>A web site behind the publisher: Kestrel with Kestrel's own TLS, so that nothing of the product is on this side.</summary>
internal sealed class FrontEndSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FrontEndSite(WebApplication app) => _app = app;

    /// <summary>What arrived: protocol, scheme, method, Host and target.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public string Authority => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Answers with the body it was sent, or with its method and path when there was none.</summary>
    public static async Task<FrontEndSite> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var site = new FrontEndSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        Requests.Enqueue($"{http.Request.Scheme} {http.Request.Method} {http.Request.Host} {http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (body.Length == 0)
        {
            body.Write(System.Text.Encoding.ASCII.GetBytes($"{http.Request.Method} {http.Request.Path}"));
        }

        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body.ToArray());
        }
    }
}
