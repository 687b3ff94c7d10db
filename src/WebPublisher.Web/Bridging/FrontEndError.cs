using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>What became of an exchange, as YARP's observer of passive health reads it.</summary>
/// <param name="error">The error.</param>
/// <param name="exception">What caused it.</param>
internal sealed class FrontEndError(ForwarderError error, Exception? exception) : IForwarderErrorFeature
{
    /// <inheritdoc/>
    public ForwarderError Error => error;

    /// <inheritdoc/>
    public Exception? Exception => exception;
}
