using System.Collections.Immutable;
using System.Net;
using WebPublisher.Administration.Model;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>
/// Counts what both halves decide: by second for five minutes, and by rule, agent, reason and client for fifteen. Everything is counted under one lock that is held for some
/// hundred nanoseconds; a request that is served allocates nothing unless its rule or client is new in this minute.
/// </summary>
/// <param name="time">The clock: what ended in a second counts for it.</param>
internal sealed class TrafficCounters(TimeProvider time)
{
    /// <summary>Seconds that are told of.</summary>
    public const int Seconds = 300;

    /// <summary>Clients that are told of.</summary>
    public const int MaximumClients = 50;

    // The second that runs has a place beside those that are told of.
    private const int Places = Seconds + 1;

    private readonly Lock _gate = new();
    private readonly CountedSecond[] _seconds = new CountedSecond[Places];
    private readonly CountedQuarter<CountedName, CountedNames> _rules = new();
    private readonly CountedQuarter<CountedName, CountedNames> _agents = new();
    private readonly CountedQuarter<CountedName, CountedNames> _reasons = new();
    private readonly CountedQuarter<IPAddress, CountedClients> _clients = new();
    private Traffic? _latest;

    /// <summary>The number of the second that runs: seconds since 1970.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Counts a request.</summary>
    public void Note(RequestFacts request)
    {
        var now = Now;
        var (outcome, reason, client) = (request.Outcome, request.Reason, request.Client);
        lock (_gate)
        {
            ref var second = ref Second(now);
            second.Requests++;
            second.RequestsRefused += outcome == DecisionOutcome.Refused ? 1 : 0;
            second.RequestsFailed += outcome == DecisionOutcome.Failed ? 1 : 0;
            second.BytesIn += request.Received;
            second.BytesOut += request.Sent;
            second.Duration += request.Duration;
            if (request.Rule is { } rule)
            {
                _rules.Add(now, new(DecisionWords.Web, rule), outcome);
            }

            NoteReason(now, DecisionWords.Web, reason, outcome);
            if (client is not null)
            {
                _clients.Add(now, client, outcome);
            }
        }
    }

    /// <summary>Counts a transaction.</summary>
    public void Note(MailFacts facts, MessageRecord record)
    {
        var now = Now;
        lock (_gate)
        {
            ref var second = ref Second(now);
            second.Messages++;
            second.MessagesRefused += facts.Outcome == DecisionOutcome.Served ? 0 : 1;
            second.BytesIn += record.Bytes;
            Note(now, facts, record.Client.Address);
        }
    }

    /// <summary>Counts a session that was refused by itself, and not for a transaction of its own, which counts already.</summary>
    public void Note(MailFacts facts, SessionRecord record)
    {
        var endedByRefusal = record.LastRefusal is not null && record.End is not (SessionEnd.Quit or SessionEnd.ClientClosed or SessionEnd.RefusedByAgent);
        if (facts.Outcome == DecisionOutcome.Failed || facts.By is not null || endedByRefusal)
        {
            var now = Now;
            lock (_gate)
            {
                Note(now, facts, record.Client.Address);
            }
        }
    }

    /// <summary>What has been going on.</summary>
    public Traffic Look() => Look(Now - Seconds);

    /// <summary>What has been going on since a second.</summary>
    /// <param name="since">The first second told of; at most <see cref="Seconds"/> are. The one that runs is not told of before it is over.</param>
    public Traffic Look(long since)
    {
        var now = Now;
        lock (_gate)
        {
            // The sums are the same for all who look within a second.
            if (_latest is null || _latest.Seconds[^1].Time.ToUnixTimeSeconds() != now - 1)
            {
                _latest = new Traffic(
                    [.. Enumerable.Range(0, Seconds).Select(place => Describe(now - Seconds + place))],
                    Describe(_rules.MostFirst(now)),
                    Describe(_agents.MostFirst(now)),
                    Describe(_reasons.MostFirst(now)),
                    [.. _clients.MostFirst(now).Take(MaximumClients).Select(sum => Describe(sum.Key.ToString(), half: null, sum.Value))]);
            }

            var skipped = (int)Math.Clamp(since - (now - Seconds), 0, Seconds);
            return skipped == 0 ? _latest : _latest with { Seconds = _latest.Seconds[skipped..] };
        }
    }

    private void Note(long now, MailFacts facts, IPAddress client)
    {
        if (facts.Action is { } action)
        {
            _agents.Add(now, new(DecisionWords.Smtp, $"{facts.By} {action}"), facts.Outcome);
        }

        NoteReason(now, DecisionWords.Smtp, facts.Reason, facts.Outcome);
        _clients.Add(now, client, facts.Outcome);
    }

    private void NoteReason(long now, string half, string? reason, DecisionOutcome outcome)
    {
        if (reason is not null && outcome != DecisionOutcome.Served)
        {
            _reasons.Add(now, new(half, reason), outcome);
        }
    }

    private ref CountedSecond Second(long number)
    {
        ref var second = ref _seconds[number % Places];
        if (second.Number != number)
        {
            second = new CountedSecond { Number = number };
        }

        return ref second;
    }

    private TrafficSecond Describe(long number)
    {
        var second = _seconds[number % Places];
        second = second.Number == number ? second : default;
        return new TrafficSecond(
            DateTimeOffset.FromUnixTimeSeconds(number),
            second.Requests,
            second.RequestsRefused,
            second.RequestsFailed,
            second.Messages,
            second.MessagesRefused,
            second.BytesIn,
            second.BytesOut,
            second.Requests == 0 ? 0 : Math.Round(second.Duration.TotalMilliseconds / second.Requests, 3));
    }

    private static ImmutableArray<DecisionCount> Describe(List<KeyValuePair<CountedName, OutcomeCounts>> sums) => [.. sums.Select(sum => Describe(sum.Key.Name, sum.Key.Half, sum.Value))];

    private static DecisionCount Describe(string name, string? half, OutcomeCounts counts) => new(name, half, counts.Served, counts.Refused, counts.Failed);
}
