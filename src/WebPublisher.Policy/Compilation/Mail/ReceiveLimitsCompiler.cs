using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles <c>limits</c> of a receive connector.</summary>
internal static class ReceiveLimitsCompiler
{
    /// <summary>Compiles the limits, or the defaults of what is absent; limits that contradict each other are reported.</summary>
    public static ReceiveLimits Compile(ReceiveLimitsDocument? document, DiagnosticList diagnostics)
    {
        var usual = ReceiveLimits.Default;
        if (document is null)
        {
            return usual;
        }

        var session = document.SessionTimeout?.Value ?? usual.SessionTimeout;
        var connections = document.Connections?.Value ?? usual.Connections;
        var messageSize = document.MessageSize?.Value.Bytes ?? usual.MessageSize;

        // A part that is not written follows the whole when that is made smaller than the part usually is.
        var limits = new ReceiveLimits
        {
            SessionTimeout = session,
            IdleTimeout = document.IdleTimeout?.Value ?? (session < usual.IdleTimeout ? session : usual.IdleTimeout),
            Connections = connections,
            PerSource = document.PerSource?.Value ?? Math.Min(connections, usual.PerSource),
            MessagesPerMinute = document.MessagesPerMinute?.Value ?? usual.MessagesPerMinute,
            ProtocolErrors = document.ProtocolErrors?.Value ?? usual.ProtocolErrors,
            LogonFailures = document.LogonFailures?.Value ?? usual.LogonFailures,
            Hops = document.Hops?.Value ?? usual.Hops,
            MessageSize = messageSize,
            HeaderSize = (int)(document.HeaderSize?.Value.Bytes ?? Math.Min(messageSize, usual.HeaderSize)),
            Recipients = document.Recipients?.Value ?? usual.Recipients,
        };
        if (limits.IdleTimeout > session)
        {
            diagnostics.Error(document.LocationOf(nameof(document.IdleTimeout)), "a client may not be silent for longer than its session lasts (sessionTimeout)");
        }

        if (limits.PerSource > connections)
        {
            diagnostics.Error(document.LocationOf(nameof(document.PerSource)), "one source may not have more connections than all together (connections)");
        }

        if (limits.HeaderSize > messageSize)
        {
            diagnostics.Error(document.LocationOf(nameof(document.HeaderSize)), "the header of a message may not be longer than the message (messageSize)");
        }

        return limits;
    }
}
