using System.Net;
using WebPublisher.Mail.Smtp;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive.Limits;

namespace WebPublisher.Smtp.Receive;

/// <summary>What is known of a live session. Its steps share it; one thread at a time.</summary>
internal sealed class SessionFacts(ReceiveBinding binding, ReceiveServices services, SmtpChannel channel, DateTimeOffset started)
    : JudgedSession(binding.Connector, binding.Relay, services, started)
{
    public ReceiveBinding Binding { get; } = binding;

    public SmtpChannel Channel { get; } = channel;

    public required IPEndPoint? Balancer { get; init; }

    public required ConnectionLease Lease { get; init; }

    /// <summary>Whether it said EHLO.</summary>
    public bool IsExtended { get; set; }

    /// <summary>What was announced to it. Behind HELO nothing was, but the largest size holds all the same.</summary>
    public EhloKeywords Offered { get; set; } = EhloKeywords.None;

    /// <summary>The largest message.</summary>
    public long MaximumSize { get; set; }

    public SessionState State { get; set; }

    /// <summary>Who judges its mail; null for nobody.</summary>
    public SessionAgents? Agents { get; set; }

    public int Messages { get; set; }

    public int Errors { get; set; }

    public int LogonFailures { get; set; }

    public string? LastRefusal { get; set; }
}
