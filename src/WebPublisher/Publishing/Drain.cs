using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Smtp;
using WebPublisher.Web;

namespace WebPublisher.Publishing;

/// <summary>
/// Lets go of the clients without failing a request or losing a message, by <c>webpublisher drain</c> and before the server stops. In this order: the server is not ready any
/// more (<c>/health/ready</c>); after the notice, each answer is the last of its connection, mail sessions end behind their message and new ones get 421; a moment later idle
/// connections are closed. The listening sockets stay open: a request that a load balancer still sends is served. For any thread.
/// </summary>
/// <param name="policy">The policy in force.</param>
/// <param name="web">The web half, or null.</param>
/// <param name="smtp">The mail half, or null.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it is told.</param>
internal sealed partial class Drain(Snapshot<PublisherPolicy> policy, Func<WebHalf?> web, Func<SmtpHalf?> smtp, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>How long connections without a request stay open after answers have begun to announce the end: a request may be on its way on each.</summary>
    public static readonly TimeSpan Announced = TimeSpan.FromSeconds(1);

    /// <summary>How often is looked whether something is still under way.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly ILogger _logger = logger;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _takenBack;
    private Task _running = Task.CompletedTask;

    /// <summary>Whether the server is being drained, or is.</summary>
    public bool IsDraining
    {
        get
        {
            lock (_lock)
            {
                return _takenBack is not null;
            }
        }
    }

    /// <summary>Requests and tunnels under way.</summary>
    public int Requests => web()?.UnderWay ?? 0;

    /// <summary>Mail sessions under way, and connections of mail servers that have their mail judged here.</summary>
    public int Sessions => smtp()?.Sessions ?? 0;

    /// <summary>How far it is.</summary>
    public DrainPhase Phase
    {
        get
        {
            lock (_lock)
            {
                return _takenBack is null ? DrainPhase.Running : _running.IsCompleted && Requests == 0 && Sessions == 0 ? DrainPhase.Drained : DrainPhase.Draining;
            }
        }
    }

    /// <summary>Begins to drain; nothing happens if that has begun.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_takenBack is null)
            {
                var notice = policy.Current.Server.Drain.Notice;
                LogBegun(notice.TotalSeconds);
                _takenBack = new CancellationTokenSource();
                _running = LetGoAsync(notice, _takenBack.Token);
            }
        }
    }

    /// <summary>Serves as before; connections that were asked to end end all the same.</summary>
    public void TakeBack()
    {
        lock (_lock)
        {
            if (_takenBack is { } drain)
            {
                drain.Cancel();
                drain.Dispose();
                _takenBack = null;
                web()?.AnnounceEnd(false);
                smtp()?.RefuseSessions(false);
                LogTakenBack();
            }
        }
    }

    /// <summary>Waits until nothing is under way, the drain is taken back or the time is over, whichever comes first.</summary>
    /// <param name="limit">The time.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (Phase == DrainPhase.Draining && time.GetElapsedTime(begun) is var elapsed && elapsed < limit)
        {
            await Task.Delay(limit - elapsed < s_look ? limit - elapsed : s_look, time, cancellation);
        }
    }

    /// <summary>
    /// The first part of a stop: as <see cref="Begin"/>, until only what is under way is left. Where the policy gives no notice there is nobody who would take over, and the
    /// server stops without this.
    /// </summary>
    public async Task BeforeStopAsync()
    {
        Begin();
        if (policy.Current.Server.Drain.Notice > TimeSpan.Zero)
        {
            Task running;
            lock (_lock)
            {
                running = _running;
            }

            await running;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _takenBack?.Cancel();
            _takenBack?.Dispose();
        }
    }

    private async Task LetGoAsync(TimeSpan notice, CancellationToken takenBack)
    {
        await Task.Delay(notice, time, takenBack).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (!Continue(() =>
        {
            web()?.AnnounceEnd(true);
            smtp()?.RefuseSessions(true);
        }))
        {
            return;
        }

        await Task.Delay(Announced, time, takenBack).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Continue(() => web()?.EndConnections());

        // Under the lock, so that nothing is done after it was taken back.
        bool Continue(Action step)
        {
            lock (_lock)
            {
                if (!takenBack.IsCancellationRequested)
                {
                    step();
                }

                return !takenBack.IsCancellationRequested;
            }
        }
    }

    [LoggerMessage(6022, LogLevel.Information, "Draining: not ready any more; after a notice of {Seconds} s connections end with their next answer and mail sessions with their message")]
    private partial void LogBegun(double seconds);

    [LoggerMessage(6023, LogLevel.Information, "The drain is taken back: everything is served as before")]
    private partial void LogTakenBack();
}
