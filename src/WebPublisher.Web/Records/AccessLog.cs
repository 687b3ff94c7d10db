using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;

namespace WebPublisher.Web.Records;

/// <summary>
/// Writes each record as a line of a W3C extended log file. The request's thread only formats the line and leaves it in a bounded queue; one background task writes
/// batches. When the disk does not keep up, lines are dropped, counted and reported, and no request waits. The policy in force is looked at for each record, so a
/// reload switches the log on, off or to another directory.
/// </summary>
public sealed class AccessLog : PublishingRecordSink, IAsyncDisposable
{
    private const int MaximumQueuedEntries = 8192;

    // Ordinary lines take 512 bytes; this bounds what a flood of long URLs can hold.
    private const long MaximumQueuedBytes = 16 * 1024 * 1024;

    // Long enough for batches under load, short enough for somebody who reads along.
    private static readonly TimeSpan s_batchPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_housekeepingInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(5);

    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly TimeProvider _time;
    private readonly AccessLogWriter _writer;
    private readonly AccessLogLosses _losses;

    // A null stands for: look after old files.
    private readonly Channel<AccessLogEntry?> _queue = Channel.CreateBounded<AccessLogEntry?>(new BoundedChannelOptions(MaximumQueuedEntries) { SingleReader = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _housekeeping;
    private readonly Task _writing;
    private long _queuedBytes;

    /// <summary>Starts the writing task; no file is opened before the first record.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="time">The clock of batches, headers and ages.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public AccessLog(Snapshot<PublisherPolicy> policy, TimeProvider time, ILogger<AccessLog> logger)
    {
        _policy = policy;
        _time = time;
        _writer = new AccessLogWriter(time);
        _losses = new AccessLogLosses(time, logger);
        _housekeeping = time.CreateTimer(_ => _queue.Writer.TryWrite(null), state: null, s_housekeepingInterval, s_housekeepingInterval);
        _writing = WriteAsync();
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var policy = _policy.Current;
        if (policy.Logging.AccessLog is not { } target)
        {
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(AccessLogFormat.MaximumLine);
        var length = AccessLogFormat.Write(record, policy.Server.Name, policy.Logging.QueryParameters, scratch);
        var line = ArrayPool<byte>.Shared.Rent(length);
        scratch.AsSpan(0, length).CopyTo(line);
        ArrayPool<byte>.Shared.Return(scratch);

        var entry = new AccessLogEntry(line, length, DateOnly.FromDateTime((record.Started + record.Duration).UtcDateTime), target);
        if (Interlocked.Add(ref _queuedBytes, line.Length) > MaximumQueuedBytes || !_queue.Writer.TryWrite(entry))
        {
            Release(entry);
            _losses.Drop();
        }
    }

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _housekeeping.DisposeAsync();
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        if (await Task.WhenAny(_writing, Task.Delay(s_drainLimit, _time)) != _writing)
        {
            _losses.Abandon();
        }

        _losses.Dispose();
        _closing.Dispose();
    }

    private async Task WriteAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            WriteBatch();
            await Task.Delay(s_batchPause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void WriteBatch()
    {
        while (_queue.Reader.TryRead(out var next))
        {
            if (next is not { } entry)
            {
                Prune();
                continue;
            }

            if (!_writer.Takes(entry))
            {
                Flush();
            }

            _writer.Add(entry);
            Release(entry);
        }

        Flush();
    }

    private void Flush()
    {
        _writer.Miss(_losses.TakeDropped());
        if (_writer.Pending == 0)
        {
            return;
        }

        try
        {
            _writer.Flush();
            _losses.Recover();
        }
        catch (Exception error)
        {
            // Whatever it was, the next batch is tried again: a log must not end because a disk was full for a while.
            var lost = _writer.Discard();
            _writer.Miss(lost);
            _losses.Fail(error, lost);
        }
    }

    private void Prune()
    {
        if (_policy.Current.Logging.AccessLog is not { } target)
        {
            return;
        }

        try
        {
            _writer.Prune(target);
        }
        catch (Exception error)
        {
            _losses.Fail(error, lost: 0);
        }
    }

    private void Release(in AccessLogEntry entry)
    {
        Interlocked.Add(ref _queuedBytes, -entry.Buffer.Length);
        ArrayPool<byte>.Shared.Return(entry.Buffer);
    }
}
