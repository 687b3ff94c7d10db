using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.FrontEnds;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>What one connection to a front end finds out, made just as for live traffic. No request is sent.</summary>
public sealed record FrontEndExamination
{
    /// <summary>Why no connection came about, or null.</summary>
    public FrontEndConnectionException? Failure { get; private init; }

    /// <summary>The certificate that was presented and accepted; null without TLS, or without a connection.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>The version of TLS, or null.</summary>
    public SslProtocols? Protocol { get; private init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; private init; }

    /// <summary>Connects to a server of a farm and closes the connection again. Of a tunnel, whose TLS is the client's, it is TCP alone.</summary>
    public static async Task<FrontEndExamination> OfAsync(FrontEndFarm farm, BridgingMode bridging, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        var channel = FrontEndChannel.Of(farm, bridging == BridgingMode.Tunnel ? BridgingMode.Http : bridging);
        var begin = time.GetTimestamp();
        try
        {
            var made = await new FrontEndConnector(channel, time, NullLogger.Instance).ConnectAsync(new DnsEndPoint(server.Host, server.Port), cancellation);
            using (made.Socket)
            await using (made.Stream)
            {
                return new FrontEndExamination
                {
                    Certificate = made.Certificate.IsEmpty ? null : X509CertificateLoader.LoadCertificate(made.Certificate.Span),
                    Protocol = made.Protocol,
                    Duration = time.GetElapsedTime(begin),
                };
            }
        }
        catch (FrontEndConnectionException failure)
        {
            return new FrontEndExamination { Failure = failure, Duration = time.GetElapsedTime(begin) };
        }
    }
}
