using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Screening;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>What an exchange that went wrong comes to.</summary>
/// <param name="Denial">What the client is to be told, or null when it can no longer be told anything.</param>
/// <param name="IsClients">Whether the client went away, rather than the front end failing.</param>
internal readonly record struct FrontEndFault(Denial? Denial, bool IsClients)
{
    /// <summary>Judges an error after which no other server is tried.</summary>
    /// <param name="error">The error.</param>
    /// <param name="exception">What caused it.</param>
    /// <param name="started">Whether the client has seen a part of the answer.</param>
    public static FrontEndFault Of(ForwarderError error, Exception? exception, bool started)
    {
        switch (error)
        {
            case ForwarderError.RequestBodyClient when exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } && !started:
                return new(new Denial(DenialReason.BodyTooLarge, Describe(exception)), IsClients: false);

            case ForwarderError.RequestBodyClient when exception is TimeoutException or BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } && !started:
                return new(new Denial(DenialReason.BodyTooSlow, Describe(exception)), IsClients: false);

            case ForwarderError.RequestBodyClient when exception is RefusedBodyException refused && !started:
                return new(refused.Denial, IsClients: false);

            // A request that took longer than its section allows is neither side's failure.
            case ForwarderError.ResponseBodyCanceled when exception is TimeoutException:
                return new(null, IsClients: false);

            case ForwarderError.RequestBodyClient when exception is RequestFramingException && !started:
                return new(new Denial(DenialReason.InvalidFraming, Describe(exception)), IsClients: false);

            case ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient
                or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseBodyClient
                or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeResponseCanceled or ForwarderError.UpgradeRequestClient:
                return new(null, IsClients: true);

            case var _ when started:
                return new(null, IsClients: false);

            case ForwarderError.RequestTimedOut:
                return new(new Denial(DenialReason.FrontEndTimeout, Describe(exception)), IsClients: false);

            case ForwarderError.RequestCreation:
                return new(new Denial(DenialReason.InternalError, Describe(exception)), IsClients: false);

            case ForwarderError.Request when exception is FrontEndConnectionException failure:
                return new(Of(failure), IsClients: false);

            case ForwarderError.Request when exception is PinnedConnectionLostException:
                return new(new Denial(DenialReason.BoundConnectionLost, exception.Message), IsClients: false);

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
            FrontEndConnectionFailure.Exhausted => DenialReason.FrontEndUnavailable,
            _ => DenialReason.FrontEndUnreachable,
        },
        failure.Message);

    /// <summary>The innermost message: the outer ones only say that a request failed.</summary>
    public static string Describe(Exception? exception) => exception?.GetBaseException().Message ?? "no further detail";
}
