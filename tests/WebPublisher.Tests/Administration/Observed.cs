using System.Collections.Frozen;
using System.Net;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Administration;

/// <summary>Records as the halves write them.</summary>
internal static class Observed
{
    /// <summary>When all of it began.</summary>
    public static DateTimeOffset Instant { get; } = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    /// <summary>The client.</summary>
    public static IPEndPoint Client { get; } = new(IPAddress.Parse("192.0.2.7"), 4711);

    /// <summary>A policy in force.</summary>
    /// <param name="loggable">Query parameters that may be shown.</param>
    public static Snapshot<PublisherPolicy> Policy(params string[] loggable) => new(new PublisherPolicy
    {
        Revision = "0",
        Server = new ServerPolicy("EDGE01", "/nowhere"),
        Operations = new OperationsPolicy(null, null),
        Logging = new LoggingPolicy(null, loggable.ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
    });

    /// <summary>A request.</summary>
    public static PublishingRecord Request(DenialReason? denial = null, string rule = "Site", string query = "", IPEndPoint? client = null, string? reference = null) => new()
    {
        Reference = reference ?? ReferenceNumber.New(Instant),
        Started = Instant,
        Listener = "plain",
        Client = client ?? Client,
        Method = "GET",
        Scheme = "https",
        Host = "mail.example.com",
        Path = "/owa/",
        Query = query,
        Rule = rule,
        Decision = denial is null ? PublishingDecision.Forwarded : PublishingDecision.Denied,
        Denial = denial is { } reason ? new Denial(reason) : null,
        Status = denial is { } denied ? new Denial(denied).Status : 200,
        Duration = TimeSpan.FromMilliseconds(12),
        RequestBytes = 10,
        ResponseBytes = 1000,
    };

    /// <summary>A transaction.</summary>
    public static MessageRecord Message(MessageOutcome outcome, params Finding[] findings) => new()
    {
        Reference = ReferenceNumber.New(Instant),
        Session = ReferenceNumber.New(Instant),
        Connector = "internet",
        Client = Client,
        ClientName = "client.example",
        Sender = ReversePath.Null,
        Recipients = [To("ann@example.com")],
        Findings = [.. findings.Select((finding, place) => new AgentFinding($"agent{place}", AgentEvent.OnEndOfData, finding))],
        Outcome = outcome,
        Bytes = 5000,
        Started = Instant,
        Duration = TimeSpan.FromMilliseconds(12),
    };

    /// <summary>A session.</summary>
    public static SessionRecord Session(SessionEnd end, string? lastRefusal = null, params Finding[] findings) => new()
    {
        Reference = ReferenceNumber.New(Instant),
        Connector = "internet",
        Local = new IPEndPoint(IPAddress.Loopback, 25),
        Client = Client,
        End = end,
        LastRefusal = lastRefusal,
        Findings = [.. findings.Select((finding, place) => new AgentFinding($"agent{place}", AgentEvent.OnConnect, finding))],
        Started = Instant,
        Duration = TimeSpan.FromSeconds(1),
    };

    /// <summary>A refusal.</summary>
    public static RefusedRecipient Refused(string address, SmtpReply reply) => new(To(address), reply);

    /// <summary>An address.</summary>
    public static ForwardPath To(string address) =>
        ForwardPath.TryRead(Encoding.ASCII.GetBytes($"<{address}>"), smtpUtf8: false, out var path, out _, out _) ? path : throw new ArgumentException(address, nameof(address));
}
