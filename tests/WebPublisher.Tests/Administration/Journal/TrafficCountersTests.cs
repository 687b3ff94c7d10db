using System.Globalization;
using System.Net;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Model;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class TrafficCountersTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly SmtpReply s_never = SmtpReply.Create(554, "Never");

    private readonly ManualTime _time = new();
    private readonly TrafficCounters _counters;

    public TrafficCountersTests() => _counters = new TrafficCounters(_time);

    [Fact]
    public void A_second_is_told_when_it_is_over_and_for_five_minutes()
    {
        Note(Observed.Request());
        Note(Observed.Request(DenialReason.NotPublished));
        Note(Observed.Request(DenialReason.FrontEndTimeout));
        Note(Observed.Message(MessageOutcome.Held, Finding.Held("Keyword", "casino")));
        Note(Observed.Message(MessageOutcome.Delivered));
        Assert.Equal(TrafficCounters.Seconds, _counters.Look().Seconds.Length);
        Assert.All(_counters.Look().Seconds, second => Assert.Equal(0, second.Requests));

        _time.Advance(s_second);
        Assert.Equal(new TrafficSecond(Observed.Instant, 3, 1, 1, 2, 1, 10_030, 3000, 12), _counters.Look().Seconds[^1]);

        _time.Advance(299 * s_second);
        Assert.Equal(3, _counters.Look().Seconds[0].Requests);
        _time.Advance(s_second);
        Assert.Equal(0, _counters.Look().Seconds.Sum(second => second.Requests));

        // Its place is taken by another second.
        Note(Observed.Request());
        _time.Advance(s_second);
        Assert.Equal(1, _counters.Look().Seconds[^1].Requests);
    }

    [Fact]
    public void Who_looks_again_gets_the_seconds_in_between()
    {
        var since = _counters.Now;
        Assert.Empty(_counters.Look(since).Seconds);
        for (var i = 0; i < 3; i++)
        {
            Note(Observed.Request());
            _time.Advance(s_second);
        }

        Assert.Equal([1, 1, 1], _counters.Look(since).Seconds.Select(second => second.Requests));
        Assert.Single(_counters.Look(since + 2).Seconds);
        Assert.Empty(_counters.Look(since + 99).Seconds);
        Assert.Equal(TrafficCounters.Seconds, _counters.Look(0).Seconds.Length);
    }

    [Fact]
    public void Sums_are_by_rule_agent_reason_and_client_and_roll_by_the_minute()
    {
        Note(Observed.Request(rule: "A"));
        Note(Observed.Request(DenialReason.NotPublished, rule: "B"));
        Note(Observed.Request(DenialReason.NotPublished, rule: "B"));
        Note(Observed.Message(MessageOutcome.RefusedByAgent, Finding.Unwanted("Keyword", "casino", s_never)));
        _time.Advance(TimeSpan.FromMinutes(14));
        Note(Observed.Request(rule: "A"));
        _time.Advance(s_second);

        var traffic = _counters.Look();
        Assert.Equal([new("A", "web", 2, 0, 0), new("B", "web", 0, 2, 0)], traffic.Rules.AsEnumerable());
        Assert.Equal([new("agent0 reject", "smtp", 0, 1, 0)], traffic.Agents.AsEnumerable());
        Assert.Equal([new("NotPublished", "web", 0, 2, 0), new("Keyword", "smtp", 0, 1, 0)], traffic.Reasons.AsEnumerable());
        Assert.Equal([new("192.0.2.7", null, 2, 3, 0)], traffic.Clients.AsEnumerable());

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([new("A", "web", 1, 0, 0)], _counters.Look().Rules.AsEnumerable());
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Empty(_counters.Look().Rules);
    }

    [Fact]
    public void A_session_counts_when_it_was_refused_by_itself_and_not_for_its_messages()
    {
        Note(Observed.Session(SessionEnd.Quit, "550 5.1.1 User unknown"));
        Note(Observed.Session(SessionEnd.RefusedByAgent, "554 5.1.0 Sender Denied"));
        Note(Observed.Session(SessionEnd.TooManyConnections, "421 4.3.2 Too many"));
        _time.Advance(s_second);

        Assert.Equal([new("TooManyConnections", "smtp", 0, 1, 0)], _counters.Look().Reasons.AsEnumerable());
        Assert.Equal(0, _counters.Look().Seconds[^1].Messages);
    }

    [Fact]
    public void Fifty_clients_are_told_of_those_with_the_most()
    {
        for (var client = 0; client < 100; client++)
        {
            for (var i = 0; i <= client; i++)
            {
                Note(Observed.Request(client: new IPEndPoint(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{client}")), 1)));
            }
        }

        _time.Advance(s_second);
        var clients = _counters.Look().Clients;

        Assert.Equal(TrafficCounters.MaximumClients, clients.Length);
        Assert.Equal(("198.51.100.99", 100L, "198.51.100.50"), (clients[0].Name, clients[0].Served, clients[^1].Name));
    }

    [Fact]
    public void Sums_of_a_second_are_made_once()
    {
        Note(Observed.Request());
        _time.Advance(s_second);

        Assert.Same(_counters.Look(), _counters.Look());
    }

    private void Note(PublishingRecord record) => _counters.Note(new RequestFacts(record));

    private void Note(MessageRecord record) => _counters.Note(MailFacts.Of(record), record);

    private void Note(SessionRecord record) => _counters.Note(MailFacts.Of(record), record);
}
