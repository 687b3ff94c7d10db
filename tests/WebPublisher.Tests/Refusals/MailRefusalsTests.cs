using System.Collections.Frozen;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Refusals;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Refusals;

public sealed class MailRefusalsTests : IDisposable
{
    private static readonly DateTimeOffset s_instant = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(MessageOutcome.Held, true)]
    [InlineData(MessageOutcome.Deleted, true)]
    [InlineData(MessageOutcome.Redirected, true)]
    [InlineData(MessageOutcome.RefusedByServer, true)]
    [InlineData(MessageOutcome.Delivered, false)]
    public async Task All_that_did_not_go_its_way_is_kept(MessageOutcome outcome, bool isKept)
    {
        var record = Record(outcome, Finding.Redirected("Keyword", "casino", To("postmaster@example.com")));

        await KeepAsync(record);

        var found = new RefusalFiles(_directory.Root).Find(record.Reference, s_instant, CancellationToken.None);
        Assert.Equal(isKept, found.Count == 1);
        if (isKept)
        {
            var message = Assert.IsType<MessageEvidence>(found[0]);
            Assert.Equal(outcome.ToString(), message.Outcome);
            Assert.Equal("screener OnEndOfData: Unwanted, Redirect to <postmaster@example.com>: Keyword (casino)", Assert.Single(message.Findings).ToString());
        }
    }

    [Fact]
    public async Task A_delivered_message_is_kept_for_the_recipient_that_was_refused()
    {
        var record = Record(MessageOutcome.Delivered) with { RefusedRecipients = 1, Refusals = [new RefusedRecipient(To("bob@example.com"), SmtpReplies.ContentRestricted)] };

        await KeepAsync(record);

        var message = Assert.IsType<MessageEvidence>(Assert.Single(new RefusalFiles(_directory.Root).Find(record.Reference, s_instant, CancellationToken.None)));
        Assert.Equal(new RefusedRecipientEvidence("<bob@example.com>", SmtpReplies.ContentRestricted.ToString()), Assert.Single(message.RefusedRecipients));
    }

    [Fact]
    public async Task The_worst_that_agents_can_quote_is_a_line_that_the_log_takes()
    {
        var worst = string.Concat(Enumerable.Repeat("\u0001\u202e\ud800\"\\\u20ac", 5000));
        var record = Record(MessageOutcome.RefusedByAgent, [.. Enumerable.Repeat(Finding.Noted(worst, worst), 20)]) with { ClientName = worst, User = worst };

        await KeepAsync(record);

        Assert.Single(new RefusalFiles(_directory.Root).Find(record.Reference, s_instant, CancellationToken.None));
    }

    [Fact]
    public async Task A_session_without_a_refusal_is_not_kept()
    {
        await KeepAsync(Session(lastRefusal: null));
        Assert.Empty(Directory.GetFiles(_directory.Root));

        await KeepAsync(Session("421 4.3.2 Too many connections"));
        var file = File.ReadAllText(Assert.Single(Directory.GetFiles(_directory.Root)));
        Assert.Contains("\"lastRefusal\":\"421 4.3.2 Too many connections\"", file, StringComparison.Ordinal);
    }

    private static ForwardPath To(string address) =>
        ForwardPath.TryRead(Encoding.ASCII.GetBytes($"<{address}>"), smtpUtf8: false, out var path, out _, out _) ? path : throw new ArgumentException(address, nameof(address));

    private static MessageRecord Record(MessageOutcome outcome, params Finding[] findings) => new()
    {
        Reference = ReferenceNumber.New(s_instant),
        Session = ReferenceNumber.New(s_instant),
        Connector = "internet",
        Client = new IPEndPoint(IPAddress.Loopback, 4711),
        ClientName = "client.example",
        Sender = ReversePath.Null,
        Recipients = [To("ann@example.com")],
        Findings = [.. findings.Select(finding => new AgentFinding("screener", AgentEvent.OnEndOfData, finding))],
        Outcome = outcome,
        Started = s_instant,
        Duration = TimeSpan.FromMilliseconds(12),
    };

    private static SessionRecord Session(string? lastRefusal) => new()
    {
        Reference = ReferenceNumber.New(s_instant),
        Connector = "internet",
        Local = new IPEndPoint(IPAddress.Loopback, 25),
        Client = new IPEndPoint(IPAddress.Loopback, 4711),
        End = SessionEnd.Quit,
        LastRefusal = lastRefusal,
        Started = s_instant,
        Duration = TimeSpan.FromSeconds(1),
    };

    private Task KeepAsync(MessageRecord record) => KeepAsync(sink => sink.Write(record));

    private Task KeepAsync(SessionRecord record) => KeepAsync(sink => sink.Write(record));

    private async Task KeepAsync(Action<MailRefusals> write)
    {
        var target = new RotatingLogPolicy(_directory.Root, 10_000_000, 250_000_000, TimeSpan.FromDays(30));
        var policy = new PublisherPolicy
        {
            Revision = "0",
            Server = new ServerPolicy("EDGE01", _directory.Root),
            Operations = new OperationsPolicy(null, null),
            Logging = new LoggingPolicy(null, FrozenSet<string>.Empty) { RefusalLog = target },
            Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
        };
        await using var log = new RefusalLog(RefusalLogFormat.Mail, () => target, new ManualTime(), NullLogger.Instance);
        write(new MailRefusals(log, new Snapshot<PublisherPolicy>(policy)));
    }
}
