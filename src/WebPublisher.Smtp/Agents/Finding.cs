using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Agents;

/// <summary>A fact that an agent has found, with its evidence. What becomes of the mail is not the agent's to do: <see cref="ActionPolicy"/> acts.</summary>
public sealed record Finding
{
    /// <summary>The highest spam confidence level.</summary>
    public const int MaximumScl = 9;

    /// <summary>The level of mail that was not judged, because somebody vouches for it.</summary>
    public const int BypassedScl = -1;

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

    /// <summary>What the agent proposes to do with unwanted mail. Whatever the event, all but a refusal is about the message as a whole, and done when its content is there.</summary>
    public MessageDisposition Disposition { get; private init; }

    /// <summary>The reply that the agent proposes, if it is one that refuses.</summary>
    public SmtpReply? Refusal { get; private init; }

    /// <summary>Whether it proposes to close the session behind the reply.</summary>
    public bool Closes { get; private init; }

    /// <summary>Who should get the message in the place of its recipients.</summary>
    public ForwardPath? RedirectTo { get; private init; }

    /// <summary>The spam confidence level, <see cref="BypassedScl"/> to <see cref="MaximumScl"/>.</summary>
    public int? Scl { get; private init; }

    /// <summary>What the agent proposes to change.</summary>
    public ImmutableArray<MailChange> Changes { get; private init; } = [];

    /// <summary>The client is trusted.</summary>
    public static Finding Trusted(string reason, string evidence) => new() { Kind = FindingKind.Trusted, Reason = reason, Evidence = evidence };

    /// <summary>A fact, against which nothing speaks.</summary>
    public static Finding Noted(string reason, string evidence) => new() { Kind = FindingKind.Noted, Reason = reason, Evidence = evidence };

    /// <summary>How likely the message is spam. What becomes of it, the thresholds of the policy say.</summary>
    /// <param name="scl">The spam confidence level.</param>
    /// <param name="evidence">What it comes from.</param>
    public static Finding Scored(int scl, string evidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scl, BypassedScl);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scl, MaximumScl);
        return new() { Kind = FindingKind.Scored, Reason = "SCL", Evidence = evidence, Scl = scl };
    }

    /// <summary>The mail is unwanted, and should be refused.</summary>
    /// <param name="reason">One word of a fixed set.</param>
    /// <param name="evidence">What matched.</param>
    /// <param name="refusal">The reply proposed: 4yz or 5yz.</param>
    /// <param name="closes">Whether the session should end behind it.</param>
    public static Finding Unwanted(string reason, string evidence, SmtpReply refusal, bool closes = false)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentOutOfRangeException.ThrowIfLessThan(refusal.Code, 400);
        return Unwanted(reason, evidence, MessageDisposition.Reject) with { Refusal = refusal, Closes = closes };
    }

    /// <summary>The message is unwanted, and should vanish: the client is told that it was taken.</summary>
    public static Finding Deleted(string reason, string evidence) => Unwanted(reason, evidence, MessageDisposition.Delete);

    /// <summary>The message should be kept until an operator has decided on it.</summary>
    public static Finding Held(string reason, string evidence) => Unwanted(reason, evidence, MessageDisposition.Hold);

    /// <summary>The message should go to somebody else in the place of its recipients.</summary>
    public static Finding Redirected(string reason, string evidence, ForwardPath to) => Unwanted(reason, evidence, MessageDisposition.Redirect) with { RedirectTo = to };

    /// <summary>The same finding with a further change.</summary>
    /// <exception cref="InvalidOperationException">Nothing was found: nobody would look at the change.</exception>
    public Finding With(MailChange change) => Kind == FindingKind.None
        ? throw new InvalidOperationException("A change needs a finding that says why.")
        : this with { Changes = Changes.Add(change) };

    /// <summary>The agent failed.</summary>
    internal static Finding Failed(Exception exception) => new() { Kind = FindingKind.Failed, Reason = "AgentError", Evidence = exception.GetType().Name };

    private static Finding Unwanted(string reason, string evidence, MessageDisposition disposition) =>
        new() { Kind = FindingKind.Unwanted, Reason = reason, Evidence = evidence, Disposition = disposition };
}
