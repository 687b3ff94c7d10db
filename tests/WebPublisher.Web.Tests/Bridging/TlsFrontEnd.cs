using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>A front end behind TLS that writes down every byte of a request it was given, the name it was asked for and the certificate it was shown.</summary>
internal sealed class TlsFrontEnd : IAsyncDisposable
{
    private readonly SslServerAuthenticationOptions _options;
    private readonly RawFrontEnd _server;
    private readonly Lock _gate = new();
    private readonly StringBuilder _received = new();

    private TlsFrontEnd(X509Certificate2 certificate, X509Certificate2Collection sentAlong, Action<SslServerAuthenticationOptions>? configure, int port)
    {
        _options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, sentAlong, offline: true),
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
            {
                ClientCertificate = shown is null ? null : X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
                return shown is not null || !_options!.ClientCertificateRequired;
            },
        };
        configure?.Invoke(_options);
        _server = RawFrontEnd.Serving(ServeAsync, port);
    }

    public string Authority => _server.Authority;

    public int Port => _server.Port;

    public int Connections => _server.Connections;

    public string? AskedFor { get; private set; }

    public X509Certificate2? ClientCertificate { get; private set; }

    /// <summary>Everything that came through TLS.</summary>
    public string Received
    {
        get
        {
            lock (_gate)
            {
                return _received.ToString();
            }
        }
    }

    public static TlsFrontEnd Start(
        X509Certificate2 certificate, X509Certificate2Collection? sentAlong = null, Action<SslServerAuthenticationOptions>? configure = null, int port = 0) =>
        new(certificate, sentAlong ?? [], configure, port);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(RawConnection connection)
    {
        await using var tls = new SslStream(connection.Stream);
        try
        {
            await tls.AuthenticateAsServerAsync(_options, connection.Stop);
        }
        catch (AuthenticationException)
        {
            return;
        }

        AskedFor = tls.TargetHostName;
        var buffer = new byte[4096];
        int read;
        while ((read = await tls.ReadAsync(buffer, connection.Stop)) > 0)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, read);
            lock (_gate)
            {
                _received.Append(text);
            }

            if (text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecure"u8.ToArray(), connection.Stop);
            }
        }
    }
}
