namespace WebPublisher.Web.Listeners.Http2;

/// <summary>
/// Notices a client that asks and then takes nothing. Kestrel has a slowest rate too, but reckons it over all that was ever handed to a connection: who has taken a few
/// megabytes in time may hold the rest back for hours. Asked once a second; for one connection.
/// </summary>
/// <param name="windows">What the client lets be sent.</param>
internal sealed class StallWatch(SendWindows windows)
{
    /// <summary>Answers that may wait for windows for the longer time. Windows of browsers are larger than nearly all answers.</summary>
    public const int FewWithheld = 16;

    /// <summary>Seconds for which more than <see cref="FewWithheld"/> answers may wait.</summary>
    public const int ManyFor = 2;

    /// <summary>
    /// Seconds for which any answer may wait while less than <see cref="SlowestRate"/> is taken: longer than the usual time without activity, after which the relay gives up an
    /// answer that is still coming, so that this is for those that have come whole.
    /// </summary>
    public const int AnyFor = 120;

    /// <summary>Bytes a second that count as progress.</summary>
    public const int SlowestRate = 240;

    private long _sentBefore;
    private int _idle;
    private int _many;

    /// <summary>Whether something waited for the client when it was last looked.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Looks at the last second.</summary>
    /// <param name="sent">Bytes sent so far.</param>
    /// <param name="isWriting">Whether a write waits for the client's side of TCP.</param>
    /// <returns>Whether the client is given up.</returns>
    public bool IsStalled(long sent, bool isWriting)
    {
        var withheld = windows.Withheld;
        IsWaiting = withheld > 0 || isWriting;
        var progress = sent - _sentBefore >= SlowestRate;
        _sentBefore = sent;
        _many = withheld > FewWithheld && !progress ? _many + 1 : 0;
        _idle = IsWaiting && !progress ? _idle + 1 : 0;
        return _many >= ManyFor || _idle >= AnyFor;
    }
}
