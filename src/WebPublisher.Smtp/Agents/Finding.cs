using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Agents;

/// <summary>A fact that an agent has found, with its evidence. What becomes of the mail is not the agent's to do: <see cref="ActionPolicy"/> acts.</summary>
public sealed record Finding
{
    private Finding()
    {
    }

    /// <summary>Nothing was found.</summary>
    public static Finding None { get; } = new();

    /// <summary>What it means.</summary>
    public FindingKind Kind { get; private init; }

    /// <summary>The kind of evidence in one word of a fixed set, such as <c>BlockedSender</c>.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The evidence: the entry that matched, the value that was seen. For the log; told nobody outside.</summary>
    public string Evidence { get; private init; } = "";

    /// <summary>The reply that the agent proposes, if it is one that refuses.</summary>
    public SmtpReply? Refusal { get; private init; }

    /// <summary>Whether it proposes to close the session behind the reply.</summary>
    public bool Closes { get; private init; }

    /// <summary>The client is trusted.</summary>
    public static Finding Trusted(string reason, string evidence) => new() { Kind = FindingKind.Trusted, Reason = reason, Evidence = evidence };

    /// <summary>The mail is unwanted.</summary>
    /// <param name="reason">One word of a fixed set.</param>
    /// <param name="evidence">What matched.</param>
    /// <param name="refusal">The reply proposed: 4yz or 5yz.</param>
    /// <param name="closes">Whether the session should end behind it.</param>
    public static Finding Unwanted(string reason, string evidence, SmtpReply refusal, bool closes = false)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentOutOfRangeException.ThrowIfLessThan(refusal.Code, 400);
        return new() { Kind = FindingKind.Unwanted, Reason = reason, Evidence = evidence, Refusal = refusal, Closes = closes };
    }

    /// <summary>The agent failed.</summary>
    internal static Finding Failed(Exception exception) => new() { Kind = FindingKind.Failed, Reason = "AgentError", Evidence = exception.GetType().Name };
}
