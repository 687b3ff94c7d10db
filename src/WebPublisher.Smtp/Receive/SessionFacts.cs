using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Receive;

/// <summary>What is known of a live session. Its steps share it; one thread at a time.</summary>
internal sealed class SessionFacts(ReceiveBinding binding, ReceiveServices services, SmtpChannel channel, DateTimeOffset started)
{
    public ReceiveBinding Binding { get; } = binding;

    public ReceiveServices Services { get; } = services;

    public SmtpChannel Channel { get; } = channel;

    public DateTimeOffset Started { get; } = started;

    public required string Reference { get; init; }

    /// <summary>What is said and heard, and why.</summary>
    public required ProtocolTrace Trace { get; init; }

    /// <summary>Cancelled when the connection is gone.</summary>
    public required CancellationToken Disconnected { get; init; }

    public required IPEndPoint? Local { get; init; }

    public required IPEndPoint Client { get; init; }

    public required IPEndPoint? Balancer { get; init; }

    public required ConnectionLease Lease { get; init; }

    /// <summary>The name the client gave itself; null before HELO or EHLO, and again behind STARTTLS.</summary>
    public ClientName? Hello { get; set; }

    /// <summary>Whether it said EHLO.</summary>
    public bool IsExtended { get; set; }

    /// <summary>What was announced to it. Behind HELO nothing was, but the largest size holds all the same.</summary>
    public EhloKeywords Offered { get; set; } = EhloKeywords.None;

    /// <summary>The largest message.</summary>
    public long MaximumSize { get; set; }

    public TlsUpgrade? Tls { get; set; }

    public string? User { get; set; }

    public SessionState State { get; set; }

    public MailTransaction? Transaction { get; set; }

    /// <summary>Who judges its mail; null for nobody.</summary>
    public SessionAgents? Agents { get; set; }

    /// <summary>What agents found outside of transactions.</summary>
    public ImmutableArray<AgentFinding> Findings { get; private set; } = [];

    public int Messages { get; set; }

    public int Errors { get; set; }

    public int LogonFailures { get; set; }

    public string? LastRefusal { get; set; }

    /// <summary>The number that refusals carry now.</summary>
    public string CurrentReference => Transaction?.Reference ?? Reference;

    public void Note(AgentFinding found)
    {
        if (Findings.Length < AgentFinding.MaximumKept)
        {
            Findings = Findings.Add(found);
        }
    }
}
