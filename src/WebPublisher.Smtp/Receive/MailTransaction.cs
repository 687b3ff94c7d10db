using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive;

/// <summary>One transaction as the client sees it: sender, recipients, content.</summary>
internal sealed class MailTransaction(MailCommand mail, DateTimeOffset started, long startedAt) : IAsyncDisposable
{
    private const int MaximumRefusals = 10;

    private readonly List<ForwardPath> _recipients = [];
    private readonly HashSet<ForwardPath> _known = [];
    private readonly List<RefusedRecipient> _refusals = [];

    public MailCommand Mail { get; } = mail;

    public DateTimeOffset Started { get; } = started;

    /// <summary>The timestamp of the same moment.</summary>
    public long StartedAt { get; } = startedAt;

    public string Reference { get; } = ReferenceNumber.New(started);

    /// <summary>The spans that exporters get; null when nobody listens.</summary>
    public MessageTrace? Spans { get; init; }

    /// <summary>The send connector that the first recipient decided on.</summary>
    public SendConnector? Route { get; private set; }

    /// <summary>The transaction with its server.</summary>
    public IRelayTransaction? Inner { get; private set; }

    /// <summary>The reply to MAIL of a connector whose servers refused it, or could not be asked: its other recipients get the same.</summary>
    public (SendConnector Connector, SmtpReply Reply)? Refused { get; set; }

    /// <summary>Time spent waiting for the inner server.</summary>
    public TimeSpan ServerDuration { get; set; }

    /// <summary>Holds the content; null before it begins.</summary>
    public ContentSpool? Spool { get; set; }

    /// <summary>Removes reserved fields between scanner and spool; null before the content begins.</summary>
    public HeaderFirewall? Firewall { get; set; }

    /// <summary>Judges content that comes by BDAT, across its chunks.</summary>
    public ChunkScanner? Chunks { get; set; }

    /// <summary>Octets of content that came.</summary>
    public long Bytes { get; set; }

    /// <summary>What agents found.</summary>
    public ImmutableArray<AgentFinding> Findings { get; private set; } = [];

    public int RecipientCount => _recipients.Count;

    public int RefusedCount { get; private set; }

    public ImmutableArray<ForwardPath> Recipients => [.. _recipients];

    public ImmutableArray<RefusedRecipient> Refusals => [.. _refusals];

    /// <summary>The recipient if there is one only.</summary>
    public MailAddress? OnlyRecipient => _recipients.Count == 1 ? _recipients[0].Mailbox : null;

    /// <summary>Whether the recipient was accepted before; equal mailboxes are one.</summary>
    public bool Knows(ForwardPath recipient) => _known.Contains(recipient);

    public void Add(ForwardPath recipient)
    {
        _recipients.Add(recipient);
        _known.Add(recipient);
    }

    public void Refuse(ForwardPath recipient, SmtpReply reply)
    {
        RefusedCount++;
        if (_refusals.Count < MaximumRefusals)
        {
            _refusals.Add(new RefusedRecipient(recipient, reply));
        }
    }

    public void Note(AgentFinding found)
    {
        if (Findings.Length < AgentFinding.MaximumKept)
        {
            Findings = Findings.Add(found);
        }
    }

    /// <summary>Takes the transaction that was begun with a server.</summary>
    public void Begin(SendConnector route, IRelayTransaction inner)
    {
        Route = route;
        Inner = inner;
        Spans?.Reached(inner.Server);
    }

    /// <summary>Ends the transaction with the server: none of its recipients was accepted there, and one elsewhere may be.</summary>
    public async ValueTask LeaveAsync()
    {
        if (Inner is { } inner)
        {
            Inner = null;
            Route = null;
            Spans?.EndHop(reply: null);
            await inner.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Spool is { } spool)
        {
            Spool = null;
            await spool.DisposeAsync();
        }

        if (Inner is { } inner)
        {
            Inner = null;
            await inner.DisposeAsync();
        }
    }
}
