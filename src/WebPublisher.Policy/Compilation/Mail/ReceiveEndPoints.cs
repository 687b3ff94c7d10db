using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles <c>listen</c> and <c>listenImplicitTls</c> of a receive connector.</summary>
internal static class ReceiveEndPoints
{
    // RFC 8314 section 7.3; 25 and 587 begin in clear (RFC 5321, RFC 6409).
    private const int ImplicitTlsPort = 465;

    private static readonly int[] ClearPorts = [25, 587];

    /// <summary>Compiles and claims the end points; empty after an error.</summary>
    public static ImmutableArray<ReceiveEndPoint> Compile(ReceiveConnectorDocument document, CompilationContext context)
    {
        if (!document.Has(nameof(document.Listen)) && !document.Has(nameof(document.ListenImplicitTls)))
        {
            context.Diagnostics.Error(document.Start, "the connector listens nowhere; add listen: [ADDRESS:PORT], or listenImplicitTls");
            return [];
        }

        foreach (var endPoint in document.Listen.Where(e => e.Value.Port == ImplicitTlsPort))
        {
            context.Diagnostics.Warning(endPoint.Location, "clients begin with TLS on port 465 (RFC 8314); list it under 'listenImplicitTls'");
        }

        foreach (var endPoint in document.ListenImplicitTls.Where(e => ClearPorts.Contains(e.Value.Port)))
        {
            context.Diagnostics.Warning(endPoint.Location, $"clients begin in clear on port {endPoint.Value.Port}; list it under 'listen'");
        }

        return [.. Claim(document.Listen, implicitTls: false), .. Claim(document.ListenImplicitTls, implicitTls: true)];

        IEnumerable<ReceiveEndPoint> Claim(IEnumerable<Located<IPEndPoint>> endPoints, bool implicitTls)
        {
            foreach (var endPoint in endPoints)
            {
                context.EndPoints.Claim(endPoint, $"the receive connector at {document.Start}");
                yield return new ReceiveEndPoint(endPoint.Value, implicitTls);
            }
        }
    }
}
