using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>What one connection to an inner mail server finds out, made just as for mail but for the logon. No transaction is begun.</summary>
public sealed record InnerServerExamination
{
    /// <summary>Why no connection came about, or null.</summary>
    public RelayException? Failure { get; private init; }

    /// <summary>The certificate that was presented and accepted; null without TLS, or without a connection.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>The version of TLS, or null.</summary>
    public SslProtocols? Protocol { get; private init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; private init; }

    /// <summary>Connects to a server of a send connector and says goodbye.</summary>
    public static async Task<InnerServerExamination> OfAsync(SendConnector connector, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        try
        {
            using var connection = await new RelayDialer(connector, server, new RelayOptions { Time = time }).DialAsync(authenticate: false, cancellation);
            var tls = connection.Wire.Stream as SslStream;
            var found = new InnerServerExamination
            {
                Certificate = tls?.RemoteCertificate is { } presented ? X509CertificateLoader.LoadCertificate(presented.GetRawCertData()) : null,
                Protocol = tls?.SslProtocol,
                Duration = time.GetElapsedTime(begin),
            };
            await connection.QuitAsync();
            return found;
        }
        catch (RelayException failure)
        {
            return new InnerServerExamination { Failure = failure, Duration = time.GetElapsedTime(begin) };
        }
    }
}
