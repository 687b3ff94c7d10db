namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Judges everybody's mail by what is wrong with its structure.</summary>
public sealed record MimeFilterPolicy : AgentPolicy
{
    /// <summary>A message that mail clients read in different ways.</summary>
    public UnscannableAction Ambiguous { get; init; } = UnscannableAction.Reject;

    /// <summary>A message that reaches a limit.</summary>
    public UnscannableAction Limit { get; init; } = UnscannableAction.Reject;

    /// <summary>A message that is delivered in pieces or fetched from elsewhere.</summary>
    public UnscannableAction Incomplete { get; init; } = UnscannableAction.Reject;

    /// <summary>A message with something that cannot be looked into.</summary>
    public UnscannableAction Unreadable { get; init; } = UnscannableAction.Accept;
}
