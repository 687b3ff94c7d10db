using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>What the screener does with messages that its rules cannot be applied to.</summary>
[Document("a screener")]
public sealed record ScreenerDocument : Document
{
    /// <summary>A message with something that cannot be looked into, and that no rule matches: archives with a password, damaged or of unknown format, TNEF, what is beyond limits.</summary>
    [Key("A message with something that cannot be looked into, and that no rule matches: archives with a password, damaged or of unknown format, TNEF, what is beyond limits.", Default = "hold")]
    public Located<UnscannableAction>? OnUnreadable { get; init; }

    /// <summary>A message that is encrypted by S/MIME or PGP, and that no rule matches.</summary>
    [Key("A message that is encrypted by S/MIME or PGP, and that no rule matches.", Default = "accept")]
    public Located<UnscannableAction>? OnEncrypted { get; init; }

    /// <summary>A message that is delivered in pieces or fetched from elsewhere (message/partial, message/external-body).</summary>
    [Key("A message that is delivered in pieces or fetched from elsewhere (message/partial, message/external-body).", Default = "reject")]
    public Located<UnscannableAction>? OnPartial { get; init; }
}
