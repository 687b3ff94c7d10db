using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using WebPublisher.EndToEnd.Tests.Certificates;

namespace WebPublisher.EndToEnd.Tests.FrontEnds;

/// <summary>A well-behaved inner web server over HTTPS on 127.0.0.1, in this process.</summary>
internal sealed class InnerFrontEnd : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;

    private InnerFrontEnd(WebApplication application, X509Certificate2 certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    /// <summary>Where it listens.</summary>
    public int Port => new Uri(_application.Urls.Single()).Port;

    /// <summary>Starts it with a certificate for <paramref name="name"/>.</summary>
    public static async Task<InnerFrontEnd> StartAsync(TestAuthority authority, string name, RequestDelegate answer)
    {
        var certificate = authority.Issue(name);
        var context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new Microsoft.AspNetCore.Server.Kestrel.Https.TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = context }),
            });
        }));
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new InnerFrontEnd(application, certificate);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _certificate.Dispose();
    }
}
