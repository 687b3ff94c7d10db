using System.Globalization;
using System.IO.Pipelines;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Reload;
using WebPublisher.State;

namespace WebPublisher.Administration.Live;

/// <summary>
/// Somebody who reads events: tells the status, then once a second what there is to tell, and decisions as they come. Decisions alone wait in a queue, and that is bounded;
/// the rest is looked at when it is told, so that a slow reader costs no more than a fast one.
/// </summary>
/// <param name="sources">What is told of.</param>
/// <param name="decisions">The decisions; null for none.</param>
/// <param name="output">Where to.</param>
internal sealed class EventReader(EventSources sources, DecisionWatch? decisions, PipeWriter output)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_statusInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_commentInterval = TimeSpan.FromSeconds(15);

    // What comes in this time is told together: a queue's worth each time is the most that a reader gets.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly EventWriter _events = new(output);
    private readonly TimeProvider _time = sources.Time;
    private long _statusAt;
    private long _commentAt;
    private long _edition;
    private long _toldUpTo = sources.Counters.Now;
    private ReloadRecord? _reload = sources.History().LastOrDefault();
    private StateChanges _changes = sources.Changes();

    /// <summary>Tells until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        TellStatus();
        _commentAt = _time.GetTimestamp();
        var second = Task.Delay(s_second, _time, cancellation);
        await _events.SendAsync(cancellation);
        var more = MoreAsync(cancellation);
        while (true)
        {
            await await Task.WhenAny(second, more);
            if (second.IsCompleted)
            {
                TellSecond();
                second = Task.Delay(s_second, _time, cancellation);
            }

            var isMore = more.IsCompleted;
            if (isMore)
            {
                TellDecisions();
            }

            await _events.SendAsync(cancellation);
            if (isMore)
            {
                await Task.WhenAny(second, Task.Delay(s_pause, _time, cancellation));
                more = MoreAsync(cancellation);
            }
        }
    }

    // One wait at a time, however many seconds pass meanwhile.
    private Task MoreAsync(CancellationToken cancellation) => decisions?.Queue.WaitToReadAsync(cancellation).AsTask() ?? Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);

    private void TellSecond()
    {
        TellReloads();
        TellChanges();
        if (_time.GetElapsedTime(_statusAt) >= s_statusInterval || sources.Board.Look().Edition != _edition)
        {
            TellStatus();
        }

        if (_time.GetElapsedTime(_commentAt) >= s_commentInterval)
        {
            _commentAt = _time.GetTimestamp();
            _events.Comment();
        }

        var now = sources.Counters.Now;
        if (now > _toldUpTo)
        {
            _events.Write("traffic", sources.Counters.Look(_toldUpTo), AdministrationJson.Default.Traffic);
            _toldUpTo = now;
        }
    }

    private void TellStatus()
    {
        (var status, _edition) = sources.Board.Look();
        _statusAt = _time.GetTimestamp();
        _events.Write("status", status, AdministrationJson.Default.ServerStatus);
    }

    private void TellReloads()
    {
        var last = _reload;
        foreach (var reload in sources.History().SkipWhile(reload => last is not null && reload.Time <= last.Time))
        {
            _events.Write("reload", ReloadStatus.Of(reload), AdministrationJson.Default.ReloadStatus);
            _reload = reload;
        }
    }

    private void TellChanges()
    {
        var (before, now) = (_changes, sources.Changes());
        _changes = now;
        foreach (var (part, hasChanged) in new[]
        {
            ("addresses", before.Addresses != now.Addresses),
            ("held", before.Held != now.Held),
            ("logons", before.Logons != now.Logons),
            ("reputations", before.Reputations != now.Reputations),
        })
        {
            if (hasChanged)
            {
                _events.Write("changed", part);
            }
        }
    }

    private void TellDecisions()
    {
        for (var told = 0; told < DecisionWatch.MaximumQueued && decisions!.Queue.TryRead(out var entry); told++)
        {
            _events.Write("decision", sources.Journal.Format(entry), AdministrationJson.Default.Decision);
        }

        if (decisions!.TakeLost() is > 0 and var lost)
        {
            _events.Write("lost", lost.ToString(CultureInfo.InvariantCulture));
        }
    }
}
