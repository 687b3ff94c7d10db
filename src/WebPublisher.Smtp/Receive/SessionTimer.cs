using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>
/// The two time-outs of a session: silence of the client, and a moment by which what it does must be over. One timer, armed only while the client is waited for, so that
/// time spent by an inner server is not held against the client.
/// </summary>
internal sealed class SessionTimer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _idle;
    private readonly Action _onExpired;
    private readonly ITimer _timer;
    private long _deadline;
    private SessionEnd _armedFor;
    private bool _isArmed;
    private int _expired = -1;

    public SessionTimer(TimeProvider time, TimeSpan idle, Action onExpired)
    {
        _time = time;
        _idle = idle;
        _onExpired = onExpired;
        _timer = time.CreateTimer(static state => ((SessionTimer)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Which time-out has passed, if one has.</summary>
    public SessionEnd? Expired => Volatile.Read(ref _expired) is var end and >= 0 ? (SessionEnd)end : null;

    /// <summary>Sets the moment by which the client must be done.</summary>
    public void SetDeadline(long timestamp) => _deadline = timestamp;

    /// <summary>The timestamp that is <paramref name="span"/> behind <paramref name="timestamp"/>.</summary>
    public long Add(long timestamp, TimeSpan span) => timestamp + (long)(span.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Begins to wait for the client.</summary>
    public void Arm()
    {
        var left = TimeSpan.FromSeconds((double)(_deadline - _time.GetTimestamp()) / _time.TimestampFrequency);
        _armedFor = left < _idle ? SessionEnd.SessionTimeout : SessionEnd.IdleTimeout;
        Start(left < _idle ? left : _idle);
    }

    /// <summary>Begins to wait for a time that is no time-out of the session.</summary>
    public void Arm(TimeSpan patience)
    {
        _armedFor = SessionEnd.ClientClosed;
        Start(patience);
    }

    /// <summary>The client did something.</summary>
    public void Disarm()
    {
        // Most of what is waited for is there already, and the system's timers are behind locks.
        if (_isArmed)
        {
            _isArmed = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Forgets that a time has passed.</summary>
    public void Clear() => Volatile.Write(ref _expired, -1);

    public void Dispose() => _timer.Dispose();

    private void Start(TimeSpan due)
    {
        _isArmed = true;

        // The system's timers count milliseconds and drop fractions: a time-out must not come early.
        _timer.Change(due > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Expire()
    {
        Volatile.Write(ref _expired, (int)_armedFor);
        _onExpired();
    }
}
