using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive;

/// <summary>One transaction as the client sees it: sender, recipients, content.</summary>
internal sealed class MailTransaction(MailCommand mail, DateTimeOffset started, long startedAt) : IAsyncDisposable
{
    private const int MaximumRefusals = 10;

    private readonly List<RcptCommand> _recipients = [];
    private readonly HashSet<ForwardPath> _known = [];
    private readonly List<RefusedRecipient> _refusals = [];
    private readonly List<StampField> _stamps = [];
    private readonly List<ForwardPath> _added = [];

    /// <summary>MAIL as it goes on: an agent may have rewritten the sender.</summary>
    public MailCommand Mail { get; private set; } = mail;

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

    /// <summary>Holds the content as it came, where somebody traces it; else null.</summary>
    public ContentSpool? Original { get; set; }

    /// <summary>Removes reserved fields between scanner and spool; null before the content begins.</summary>
    public HeaderFirewall? Firewall { get; set; }

    /// <summary>Judges content that comes by BDAT, across its chunks.</summary>
    public ChunkScanner? Chunks { get; set; }

    /// <summary>Octets of content that came.</summary>
    public long Bytes { get; set; }

    /// <summary>What the content holds, if an agent has asked; null again when it is written anew.</summary>
    public MessageDigest? Digest { get; set; }

    /// <summary>What is known of the content; null before its end.</summary>
    public ContentFacts? Facts { get; set; }

    /// <summary>The spam confidence level; null while no agent has found one.</summary>
    public int? Scl { get; private set; }

    /// <summary>The fields that agents put in front of the message.</summary>
    public IReadOnlyList<StampField> Stamps => _stamps;

    /// <summary>Who gets the message besides its recipients.</summary>
    public IReadOnlyList<ForwardPath> Added => _added;

    /// <summary>What is to become of the message by what agents have found so far.</summary>
    public AgentAction Decided { get; private set; }

    /// <summary>What agents found.</summary>
    public ImmutableArray<AgentFinding> Findings { get; private set; } = [];

    public int RecipientCount => _recipients.Count;

    public int RefusedCount { get; private set; }

    public ImmutableArray<ForwardPath> Recipients => [.. _recipients.Select(accepted => accepted.Recipient)];

    /// <summary>The recipients with their parameters, as the inner server was told of them.</summary>
    public IReadOnlyList<RcptCommand> Accepted => _recipients;

    public ImmutableArray<RefusedRecipient> Refusals => [.. _refusals];

    /// <summary>The recipient if there is one only.</summary>
    public MailAddress? OnlyRecipient => _recipients.Count == 1 ? _recipients[0].Recipient.Mailbox : null;

    /// <summary>Whether the recipient was accepted before; equal mailboxes are one.</summary>
    public bool Knows(ForwardPath recipient) => _known.Contains(recipient);

    public void Add(RcptCommand accepted)
    {
        _recipients.Add(accepted);
        _known.Add(accepted.Recipient);
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
        Scl = found.Finding.Scl ?? Scl;
        if (Findings.Length < AgentFinding.MaximumKept)
        {
            Findings = Findings.Add(found);
        }
    }

    /// <summary>Takes what was decided, unless something graver was before.</summary>
    public void Decide(AgentAction action)
    {
        if (action.Disposition > Decided.Disposition)
        {
            Decided = action;
        }
    }

    /// <summary>Makes a change that is not about the content.</summary>
    /// <exception cref="ArgumentException">The change has no place at this event.</exception>
    public void Apply(MailChange change)
    {
        switch (change)
        {
            case StampField stamp:
                _stamps.Add(stamp);
                break;
            case SetScl level:
                Scl = level.Scl;
                break;
            case AddRecipient added:
                _added.Add(added.Recipient);
                break;
            case RewriteSender sender when Inner is null:
                Mail = Mail with { Sender = sender.To };
                break;
            default:
                throw new ArgumentException($"{change.GetType().Name} has no place here.", nameof(change));
        }
    }

    /// <summary>Writes the content anew.</summary>
    /// <exception cref="SpoolException">There is no room; the content stays as it was.</exception>
    public async ValueTask EditAsync(ContentEdit edit, SpoolArea area, CancellationToken cancellationToken)
    {
        var edited = area.Open();
        try
        {
            await edit.ApplyAsync(Spool!.OpenRead(), edited, cancellationToken);
            Facts = await SpooledContent.MeasureAsync(edited, Mail.Parameters.Body == BodyType.BinaryMime, cancellationToken);
        }
        catch
        {
            await edited.DisposeAsync();
            throw;
        }

        var before = Spool!;
        Spool = edited;
        Digest = null;
        await before.DisposeAsync();
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

        if (Original is { } original)
        {
            Original = null;
            await original.DisposeAsync();
        }

        if (Inner is { } inner)
        {
            Inner = null;
            await inner.DisposeAsync();
        }
    }
}
