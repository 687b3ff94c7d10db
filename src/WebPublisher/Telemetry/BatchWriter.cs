using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Telemetry;

/// <summary>
/// Gathers lines and writes them on a thread of its own, so that a request neither waits for the output nor wakes a thread for every line. A line after a quiet while is
/// written at once; under load lines are written ten times a second, as soon as a batch is full, and within milliseconds of an urgent one. While the output takes
/// nothing, lines are kept up to <see cref="LineBatch.Capacity"/>; those beyond are dropped, counted, and missed in the output where they would have stood.
/// </summary>
internal sealed class BatchWriter : IDisposable
{
    private const int FullBatch = 128 * 1024;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_urgentPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(5);

    private readonly Stream _output;
    private readonly Func<long, byte[]> _describeLoss;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(initialState: false);
    private readonly Thread _thread;
    private readonly ITimer _timer;
    private readonly Meter _meter = new(TelemetryNames.Meter);

    private LineBatch _waiting = new();
    private LineBatch _spare = new();
    private long _written;
    private long _missing;
    private long _lost;
    private bool _isFull;
    private bool _isTimed;
    private bool _isTimedUrgently;
    private bool _isWoken;
    private bool _isClosed;

    /// <summary>Starts the writing thread.</summary>
    /// <param name="output">May block; is not disposed.</param>
    /// <param name="describeLoss">Makes the line that tells how many lines are missing. Called on the writing thread.</param>
    /// <param name="time">The clock of the batches.</param>
    public BatchWriter(Stream output, Func<long, byte[]> describeLoss, TimeProvider time)
    {
        _output = output;
        _describeLoss = describeLoss;
        _time = time;
        _written = time.GetTimestamp() - time.TimestampFrequency;
        _timer = time.CreateTimer(_ => Expire(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ServerInstruments.LogLost.Counter(_meter, () => Lost);
        _thread = new Thread(Run) { IsBackground = true, Name = "log writer" };
        _thread.Start();
    }

    /// <summary>Lines that are missing so far, because the output did not take them.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Takes a line, for any thread; never waits for the output. After <see cref="Dispose"/> lines are lost.</summary>
    /// <param name="line">The line with its line feed.</param>
    /// <param name="isUrgent">Whether somebody may be waiting for it.</param>
    public void Add(ReadOnlySpan<byte> line, bool isUrgent)
    {
        bool wakes;
        lock (_gate)
        {
            // Once a line is missing, so are all up to the next batch: one remark tells where.
            if (_isClosed || _isFull || !_waiting.TryAdd(line))
            {
                _isFull = true;
                _missing++;
                Interlocked.Increment(ref _lost);
                return;
            }

            wakes = _waiting.Length >= FullBatch && !_isWoken;
            _isWoken |= wakes;
            if (!_isWoken)
            {
                SetTimer(isUrgent);
            }
        }

        if (wakes)
        {
            _work.Set();
        }
    }

    /// <summary>Writes what is left, for five seconds at most, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _work.Set();
        if (_thread.Join(s_drainLimit))
        {
            _timer.Dispose();
            _meter.Dispose();
        }
    }

    // For a holder of the lock.
    private void SetTimer(bool isUrgent)
    {
        if (_isTimedUrgently || (_isTimed && !isUrgent))
        {
            return;
        }

        (_isTimed, _isTimedUrgently) = (true, isUrgent);
        var wait = (isUrgent ? s_urgentPause : s_pause) - _time.GetElapsedTime(_written);
        _timer.Change(wait > s_shortestWait ? wait : s_shortestWait, Timeout.InfiniteTimeSpan);
    }

    private void Expire()
    {
        lock (_gate)
        {
            (_isTimed, _isTimedUrgently) = (false, false);
            if (_waiting.Lines == 0 || _isWoken)
            {
                return;
            }

            _isWoken = true;
        }

        _work.Set();
    }

    private void Run()
    {
        do
        {
            _work.WaitOne();
        }
        while (WriteBatch());
    }

    private bool WriteBatch()
    {
        LineBatch batch;
        long missing;
        bool isLast;
        lock (_gate)
        {
            (batch, _waiting, _spare) = (_waiting, _spare, _waiting);
            (missing, _missing) = (_missing, 0);
            (_isFull, _isWoken) = (false, false);
            _written = _time.GetTimestamp();
            isLast = _isClosed;
        }

        if (!TryWrite(batch.Content))
        {
            missing += batch.Lines;
            Interlocked.Add(ref _lost, batch.Lines);
        }

        batch.Clear();
        if (missing > 0 && !TryWrite(_describeLoss(missing)))
        {
            lock (_gate)
            {
                _missing += missing;
            }
        }

        return !isLast;
    }

    // A full disk or a terminal that is gone: the next batch is tried again, and then tells what is missing.
    private bool TryWrite(ReadOnlySpan<byte> content)
    {
        try
        {
            _output.Write(content);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
