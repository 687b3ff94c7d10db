using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Receive;

/// <summary>What agents know of whoever sends a message: of our own session with a client, or of what another mail server tells of its.</summary>
/// <param name="connector">The receive connector, or what stands for the other mail server.</param>
/// <param name="relay">Finds accepted domains.</param>
/// <param name="services">What all sessions share.</param>
/// <param name="started">When it began.</param>
internal class JudgedSession(ReceiveConnector connector, RelayControl relay, ReceiveServices services, DateTimeOffset started)
{
    public ReceiveConnector Connector { get; } = connector;

    public RelayControl Relay { get; } = relay;

    public ReceiveServices Services { get; } = services;

    public DateTimeOffset Started { get; } = started;

    public required string Reference { get; init; }

    /// <summary>What is said and heard, and why.</summary>
    public required ProtocolTrace Trace { get; init; }

    /// <summary>Cancelled when the connection is gone.</summary>
    public required CancellationToken Disconnected { get; init; }

    public required IPEndPoint? Local { get; init; }

    public required IPEndPoint Client { get; init; }

    /// <summary>The name the client gave itself; null before HELO or EHLO, and again behind STARTTLS.</summary>
    public ClientName? Hello { get; set; }

    public TlsUpgrade? Tls { get; set; }

    public string? User { get; set; }

    public MailTransaction? Transaction { get; set; }

    /// <summary>What agents found outside of transactions.</summary>
    public ImmutableArray<AgentFinding> Findings { get; private set; } = [];

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
