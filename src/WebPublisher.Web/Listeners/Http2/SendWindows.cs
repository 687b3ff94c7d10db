namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// What a client lets this server send (RFC 9113 section 5.2), followed by the frames that pass: the windows of the connection and of each stream whose answer has not ended.
/// An answer that meets a window without room waits here, with all that belongs to it. Thread-safe.
/// </summary>
internal sealed class SendWindows
{
    /// <summary>SETTINGS_INITIAL_WINDOW_SIZE.</summary>
    public const int InitialWindowSetting = 4;

    // Kestrel serves a hundred at once; those above are open until they have been refused.
    private const int MostStreams = 1024;

    private readonly Dictionary<int, long> _streams = [];
    private readonly Lock _lock = new();
    private long _connection = 65535;
    private long _initial = 65535;

    /// <summary>Answers that wait for a window. All that are open, if it is the connection's.</summary>
    public int Withheld
    {
        get
        {
            lock (_lock)
            {
                return _connection <= 0 ? _streams.Count : _streams.Values.Count(window => window <= 0);
            }
        }
    }

    /// <summary>The client has opened a stream.</summary>
    public void Open(int stream)
    {
        lock (_lock)
        {
            if (_streams.Count < MostStreams)
            {
                _streams[stream] = _initial;
            }
        }
    }

    /// <summary>The answer of a stream has ended, or nobody waits for it any more.</summary>
    public void Close(int stream)
    {
        lock (_lock)
        {
            _streams.Remove(stream);
        }
    }

    /// <summary>The client has opened a window further.</summary>
    /// <param name="stream">Of a stream, or 0 for the connection.</param>
    /// <param name="increment">By how much.</param>
    public void Update(int stream, int increment)
    {
        lock (_lock)
        {
            if (stream == 0)
            {
                _connection += increment;
            }
            else
            {
                Change(stream, increment);
            }
        }
    }

    /// <summary>The client has changed the window that streams begin with, which moves those of open streams too.</summary>
    public void ChangeInitial(uint window)
    {
        lock (_lock)
        {
            var difference = window - _initial;
            _initial = window;
            foreach (var stream in _streams.Keys)
            {
                Change(stream, difference);
            }
        }
    }

    /// <summary>Bytes of a body were sent.</summary>
    public void Send(int stream, int bytes)
    {
        lock (_lock)
        {
            _connection -= bytes;
            Change(stream, -bytes);
        }
    }

    private void Change(int stream, long difference)
    {
        if (_streams.TryGetValue(stream, out var window))
        {
            _streams[stream] = window + difference;
        }
    }
}
