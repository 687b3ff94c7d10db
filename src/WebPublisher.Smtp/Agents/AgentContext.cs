using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Agents;

/// <summary>What agents know of a session: what the client has said so far, and what other agents found.</summary>
public sealed class AgentContext
{
    private readonly JudgedSession _session;
    private readonly ImmutableArray<PhraseSet> _phrases;

    internal AgentContext(JudgedSession session, ImmutableArray<PhraseSet> phrases) => (_session, _phrases) = (session, phrases);

    /// <summary>The receive connector.</summary>
    public ReceiveConnector Connector => _session.Connector;

    /// <summary>The number of the session in the logs.</summary>
    public string Session => _session.Reference;

    /// <summary>The client; behind a load balancer, the one it told.</summary>
    public IPAddress Client => _session.Client.Address;

    /// <summary>The name it gave itself; null before HELO or EHLO.</summary>
    public string? ClientName => _session.Hello?.Text;

    /// <summary>Whether the session is under TLS.</summary>
    public bool IsSecure => _session.Tls is not null;

    /// <summary>As whom the client has logged on; null for nobody.</summary>
    public string? User => _session.User;

    /// <summary>The envelope sender; null outside of a transaction.</summary>
    public ReversePath? Sender => _session.Transaction?.Mail.Sender;

    /// <summary>The recipient that <see cref="AgentEvent.OnRcptCommand"/> and <see cref="AgentEvent.OnRcptRefused"/> are about; null at other events.</summary>
    public ForwardPath? Recipient { get; internal set; }

    /// <summary>The accepted domain of <see cref="Recipient"/>, or, when that has none, of the recipient it was put in the place of; null when it has none, as the bare postmaster and the recipients of relayed mail.</summary>
    public AcceptedDomain? AcceptedDomain { get; internal set; }

    /// <summary>The inner server's answer that <see cref="AgentEvent.OnRcptRefused"/> is about; null at other events.</summary>
    internal SmtpReply? Answer { get; set; }

    /// <summary>The recipients accepted so far.</summary>
    public ImmutableArray<ForwardPath> Recipients => _session.Transaction?.Recipients ?? [];

    /// <summary>The findings so far: those of the session's beginning, then those of the transaction.</summary>
    public IEnumerable<AgentFinding> Findings => _session.Findings.Concat(_session.Transaction?.Findings ?? []);

    /// <summary>The spam confidence level, if an agent has found one.</summary>
    public int? Scl => _session.Transaction?.Scl;

    /// <summary>The fields that will be put in front of the message.</summary>
    public IReadOnlyList<StampField> Stamps => _session.Transaction?.Stamps ?? [];

    /// <summary>The number under which the log has what is found now.</summary>
    public string Reference => _session.CurrentReference;

    /// <summary>The clock.</summary>
    public TimeProvider Time => _session.Services.Time;

    /// <summary>The time of the agent that is asked now.</summary>
    internal AgentTime? AgentTime { get; set; }

    /// <summary>Cancelled when the client is gone, or when the agent's time for the event is over.</summary>
    public CancellationToken Cancellation => AgentTime?.Token ?? _session.Disconnected;

    /// <summary>Octets of the content; 0 before it is there.</summary>
    public long ContentLength => _session.Transaction?.Spool?.Length ?? 0;

    /// <summary>Opens the content from its beginning, without the fields that the header firewall removed; each agent opens its own.</summary>
    /// <exception cref="InvalidOperationException">The content is not there yet.</exception>
    public Stream OpenContent() => _session.Transaction?.Spool?.OpenRead() ?? throw new InvalidOperationException("There is no content before its end.");

    /// <summary>
    /// What the content holds: header, parts, text, and the phrases of all agents in it. One walk is made for all agents, and another when an agent has written the content anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">The content is not there yet.</exception>
    /// <exception cref="OperationCanceledException">The client is gone, or the agent's time is over.</exception>
    /// <exception cref="IOException">The content cannot be read, or an archive in it not be held.</exception>
    public async ValueTask<MessageDigest> DigestAsync()
    {
        await using var content = OpenContent();
        var transaction = _session.Transaction!;
        return transaction.Digest ??= await MessageDigester.DigestAsync(content, _phrases, MimeLimits.Default, Cancellation, _session.Services.Spool.OpenScratch);
    }
}
