using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace WebPublisher.Policy.Operations.Logs;

/// <summary>
/// A log in files that rotate by day and size. Whoever has a line leaves it in a bounded queue; one background task writes batches. When the disk does not keep up, lines
/// are dropped, counted and reported, and nobody waits.
/// </summary>
public sealed class RotatingLog : IAsyncDisposable
{
    /// <summary>The most bytes of a line, its line feed included. A longer one is lost, and counted.</summary>
    public const int MaximumLine = RotatingLogWriter.BatchSize;

    // Ordinary lines take 512 bytes; this bounds what a flood of long ones can hold.
    private const long MaximumQueuedBytes = 16 * 1024 * 1024;

    // Long enough for batches under load, short enough for somebody who reads along.
    private static readonly TimeSpan s_batchPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_housekeepingInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(5);

    private readonly Func<RotatingLogPolicy?> _target;
    private readonly TimeProvider _time;
    private readonly RotatingLogWriter _writer;
    private readonly RotatingLogLosses _losses;

    // A null is no line: it wakes the writing task.
    private readonly Channel<RotatingLogLine?> _queue;
    private readonly ConcurrentQueue<TaskCompletionSource> _flushes = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _housekeeping;
    private readonly Task _writing;
    private long _queuedBytes;
    private volatile bool _isPruneDue;

    /// <summary>Starts the writing task; no file is opened before the first line.</summary>
    /// <param name="format">What is written beside lines, and where.</param>
    /// <param name="losses">Counts and tells what is missing; belongs to the log from now on.</param>
    /// <param name="target">Where the policy in force wants the log, whose old files are looked after; null for nowhere.</param>
    /// <param name="maximumLines">Lines that may wait.</param>
    /// <param name="time">The clock of batches, headers and ages.</param>
    public RotatingLog(RotatingLogFormat format, RotatingLogLosses losses, Func<RotatingLogPolicy?> target, int maximumLines, TimeProvider time)
    {
        _target = target;
        _time = time;
        _writer = new RotatingLogWriter(format, time);
        _losses = losses;
        _queue = Channel.CreateBounded<RotatingLogLine?>(new BoundedChannelOptions(maximumLines) { SingleReader = true });
        _housekeeping = time.CreateTimer(_ => LookAfterOldFiles(), state: null, s_housekeepingInterval, s_housekeepingInterval);
        _writing = WriteAsync();
    }

    /// <summary>Leaves a line to be written. For any thread; never waits.</summary>
    /// <param name="line">The line, its line feed included; <see cref="MaximumLine"/> at most.</param>
    /// <param name="instant">The moment it is about, whose UTC day decides on the file.</param>
    /// <param name="target">Where the log is.</param>
    public void Append(ReadOnlySpan<byte> line, DateTimeOffset instant, RotatingLogPolicy target)
    {
        if (line.Length > MaximumLine)
        {
            _losses.Drop();
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(line.Length);
        line.CopyTo(buffer);
        var entry = new RotatingLogLine(buffer, line.Length, DateOnly.FromDateTime(instant.UtcDateTime), target);
        if (Interlocked.Add(ref _queuedBytes, buffer.Length) > MaximumQueuedBytes || !_queue.Writer.TryWrite(entry))
        {
            Release(entry);
            _losses.Drop();
        }
    }

    /// <summary>Done when what was appended before the call is in its file, or could not be written; within a fifth of a second, unless the disk does not keep up.</summary>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flushes.Enqueue(flushed);
        Wake();
        return Task.WhenAny(flushed.Task, _writing);
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

    private void LookAfterOldFiles()
    {
        _isPruneDue = true;
        Wake();
    }

    // Where the queue is full, the task is awake already.
    private void Wake() => _queue.Writer.TryWrite(null);

    private void WriteBatch()
    {
        // Whoever waits for what was appended waits from before the end of the queue was seen.
        var flushed = new List<TaskCompletionSource>();
        TakeFlushes(flushed);
        while (_queue.Reader.TryRead(out var next))
        {
            if (next is not { } line)
            {
                TakeFlushes(flushed);
                continue;
            }

            if (!_writer.Takes(line))
            {
                Flush();
            }

            _writer.Add(line);
            Release(line);
        }

        Flush();
        if (_isPruneDue)
        {
            _isPruneDue = false;
            Prune();
        }

        flushed.ForEach(waiting => waiting.SetResult());
    }

    private void TakeFlushes(List<TaskCompletionSource> taken)
    {
        while (_flushes.TryDequeue(out var waiting))
        {
            taken.Add(waiting);
        }
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
        if (_target() is not { } target)
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

    private void Release(in RotatingLogLine line)
    {
        Interlocked.Add(ref _queuedBytes, -line.Buffer.Length);
        ArrayPool<byte>.Shared.Return(line.Buffer);
    }
}
