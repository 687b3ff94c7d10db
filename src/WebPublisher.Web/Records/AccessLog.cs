using System.Buffers;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Web.Records;

/// <summary>
/// Writes each record as a line of a W3C extended log file. The request's thread only formats the line. The policy in force is looked at for each record, so a reload
/// switches the log on, off or to another directory.
/// </summary>
public sealed class AccessLog : PublishingRecordSink, IAsyncDisposable
{
    private const int MaximumQueued = 8192;

    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly RotatingLog _log;

    /// <summary>Begins to write; no file is opened before the first record.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="time">The clock of batches, headers and ages.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public AccessLog(Snapshot<PublisherPolicy> policy, TimeProvider time, ILogger<AccessLog> logger)
    {
        _policy = policy;
        _log = new RotatingLog(new AccessLogFormat(), new AccessLogLosses(time, logger), () => policy.Current.Logging.AccessLog, MaximumQueued, time);
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var policy = _policy.Current;
        if (policy.Logging.AccessLog is not { } target)
        {
            return;
        }

        var line = ArrayPool<byte>.Shared.Rent(AccessLogFormat.MaximumLine);
        var length = AccessLogFormat.Write(record, policy.Server.Name, policy.Logging.QueryParameters, line);
        _log.Append(line.AsSpan(0, length), record.Started + record.Duration, target);
        ArrayPool<byte>.Shared.Return(line);
    }

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
