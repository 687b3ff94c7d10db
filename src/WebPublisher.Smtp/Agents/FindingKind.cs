namespace WebPublisher.Smtp.Agents;

/// <summary>What a finding means for the mail.</summary>
public enum FindingKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The client is trusted: no agent against spam needs to judge its session any more.</summary>
    Trusted,

    /// <summary>The client, the sender, the recipient or the message is unwanted.</summary>
    Unwanted,

    /// <summary>The agent failed; what it would have found is not known.</summary>
    Failed,

    /// <summary>A fact, against which nothing speaks.</summary>
    Noted,

    /// <summary>How likely the message is spam.</summary>
    Scored,
}
