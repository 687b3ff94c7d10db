using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>A protocol log: what connectors with a verbose log say and hear. Sessions only format their lines.</summary>
public sealed class ProtocolLog : IAsyncDisposable
{
    // Usually of below 200 characters.
    private const int MaximumQueued = 16384;

    private readonly Func<RotatingLogPolicy?> _target;
    private readonly TimeProvider _time;
    private readonly RotatingLog _log;

    private ProtocolLog(ProtocolLogFormat format, Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger)
    {
        _target = target;
        _time = time;
        _log = new RotatingLog(format, new ProtocolLogLosses(time, logger), target, MaximumQueued, time);
    }

    /// <summary>The clock of lines.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The log of receive connectors.</summary>
    /// <param name="target">Where the policy in force wants it; null for nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public static ProtocolLog OfReceiving(Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger) =>
        new(new ProtocolLogFormat("RECV", "SMTP Receive Protocol Log"), target, time, logger);

    /// <summary>The log of send connectors.</summary>
    /// <inheritdoc cref="OfReceiving"/>
    public static ProtocolLog OfSending(Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger) =>
        new(new ProtocolLogFormat("SEND", "SMTP Send Protocol Log"), target, time, logger);

    /// <summary>Begins the trace of a client's connection.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="reference">The session's number.</param>
    public ProtocolTrace Open(ReceiveConnector connector, string reference) => Open(connector.ProtocolLog, connector.Name, reference);

    /// <summary>Begins the trace of a connection to an inner server.</summary>
    public ProtocolTrace Open(SendConnector connector) => Open(connector.ProtocolLog, connector.Name, ReferenceNumber.New(Now));

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();

    /// <summary>Queues a line; a policy that has meanwhile no protocol log loses it.</summary>
    internal void Append(DateTimeOffset now, string line)
    {
        if (_target() is not { } target)
        {
            return;
        }

        var octets = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(line.Length));
        _log.Append(octets.AsSpan(0, Encoding.UTF8.GetBytes(line, octets)), now, target);
        ArrayPool<byte>.Shared.Return(octets);
    }

    private ProtocolTrace Open(bool isVerbose, string connector, string session) =>
        isVerbose && _target() is not null ? new ProtocolLogTrace(this, connector, session) : ProtocolTrace.None;
}
