using System.Net;
using System.Security.Cryptography.X509Certificates;
using Yarp.ReverseProxy.Configuration;

// YARP as it comes: the template's set-up with one route, TLS on both legs and the inner CA trusted. Usage: PORT BACKEND_URL CERT KEY CA
var (port, backEnd, certificate, key, authority) = (int.Parse(args[0]), args[1], args[2], args[3], args[4]);

var builder = WebApplication.CreateBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(pem)));

using var root = X509CertificateLoader.LoadCertificateFromFile(authority);
builder.Services.AddReverseProxy()
    .LoadFromMemory(
        [new RouteConfig { RouteId = "all", ClusterId = "backend", Match = new RouteMatch { Path = "{**rest}" } }],
        [
            new ClusterConfig
            {
                ClusterId = "backend",
                Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["one"] = new() { Address = backEnd } },
            },
        ])
    .ConfigureHttpClient((_, handler) => handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
    });

var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
