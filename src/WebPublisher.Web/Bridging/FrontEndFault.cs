using WebPublisher.Web.Denials;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>What an exchange that went wrong comes to.</summary>
/// <param name="Denial">What the client is to be told, or null when it can no longer be told anything.</param>
/// <param name="IsClients">Whether the client went away, rather than the front end failing.</param>
internal readonly record struct FrontEndFault(Denial? Denial, bool IsClients)
{
    /// <summary>Judges an error of YARP's forwarder after which no other server is tried.</summary>
    /// <param name="error">The error.</param>
    /// <param name="exception">What caused it.</param>
    /// <param name="status">The status YARP would have answered with; it tells causes apart that <paramref name="error"/> does not.</param>
    /// <param name="started">Whether the client has seen a part of the answer. YARP has then cut the connection, so that the part cannot pass for the whole.</param>
    public static FrontEndFault Of(ForwarderError error, Exception? exception, int status, bool started)
    {
        const int TooLarge = 413;
        const int GatewayTimeout = 504;
        switch (error)
        {
            case ForwarderError.RequestBodyClient when status == TooLarge && !started:
                return new(new Denial(DenialReason.BodyTooLarge, Describe(exception)), IsClients: false);

            case ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient
                or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseBodyClient
                or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseCanceled or ForwarderError.UpgradeRequestClient:
                return new(null, IsClients: true);

            case var _ when started:
                return new(null, IsClients: false);

            case ForwarderError.RequestTimedOut:
            case ForwarderError.RequestBodyDestination when status == GatewayTimeout:
                return new(new Denial(DenialReason.FrontEndTimeout, Describe(exception)), IsClients: false);

            case ForwarderError.RequestCreation:
                return new(new Denial(DenialReason.InternalError, Describe(exception)), IsClients: false);

            case ForwarderError.Request when FrontEndConnectionException.Find(exception) is { } failure:
                return new(Of(failure), IsClients: false);

            // What is left: no HTTP, an answer that broke off before any of it was passed on, or a switch of protocols nobody had asked for.
            default:
                return new(new Denial(DenialReason.FrontEndInvalidResponse, $"{error}: {Describe(exception)}"), IsClients: false);
        }
    }

    /// <summary>What the client is told when no connection came about.</summary>
    public static Denial Of(FrontEndConnectionException failure) => new(
        failure.Failure switch
        {
            FrontEndConnectionFailure.CertificateRefused => DenialReason.FrontEndCertificateRefused,

            // Whatever answered there speaks no acceptable TLS. The request was not sent, and is never sent in clear instead.
            FrontEndConnectionFailure.TlsFailed => DenialReason.FrontEndInvalidResponse,
            _ => DenialReason.FrontEndUnreachable,
        },
        failure.Message);

    /// <summary>The innermost message: the outer ones only say that a request failed.</summary>
    public static string Describe(Exception? exception) => exception?.GetBaseException().Message ?? "no further detail";
}
