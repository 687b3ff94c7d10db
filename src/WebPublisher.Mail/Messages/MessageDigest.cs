using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Messages;

/// <summary>
/// What a message holds, as those who judge it need it: its header, its parts, its text, and the phrases that were looked for. Made by one walk; see
/// <see cref="MessageDigester"/>. Immutable. A message of the kind honest people send takes some kilobytes; the most one can take is stated on the members.
/// </summary>
public sealed class MessageDigest
{
    /// <summary>Characters kept of each of the texts: 256 K. Phrases are looked for in all of a text.</summary>
    public const int MaximumText = 256 * 1024;

    /// <summary>Mailboxes read from fields of one name: 1,000.</summary>
    public const int MaximumAddresses = 1000;

    /// <summary>Links kept: 500.</summary>
    public const int MaximumLinks = 500;

    /// <summary>Octets of the message.</summary>
    public required long Size { get; init; }

    /// <summary>The fields of the message in their order, raw and decoded; as many as <see cref="MimeLimits"/> permits.</summary>
    public required MimeHeader Header { get; init; }

    /// <summary>The subject, decoded; empty when there is none. Of several, the first.</summary>
    public required string Subject { get; init; }

    /// <summary>The Message-ID with its angle brackets; empty when there is none.</summary>
    public required string MessageId { get; init; }

    /// <summary>Who wrote it (From): all mailboxes of all such fields.</summary>
    public required IReadOnlyList<MessageAddress> From { get; init; }

    /// <summary>Who sent it for them (Sender).</summary>
    public required IReadOnlyList<MessageAddress> Sender { get; init; }

    /// <summary>Who gets answers (Reply-To).</summary>
    public required IReadOnlyList<MessageAddress> ReplyTo { get; init; }

    /// <summary>To.</summary>
    public required IReadOnlyList<MessageAddress> To { get; init; }

    /// <summary>Cc.</summary>
    public required IReadOnlyList<MessageAddress> Cc { get; init; }

    /// <summary>The parts in the order of the walk, entries of archives behind the part that holds them.</summary>
    public required IReadOnlyList<MessagePart> Parts { get; init; }

    /// <summary>The walk's own account: parts as a tree, and what is wrong with the message.</summary>
    public required MimeSummary Mime { get; init; }

    /// <summary>Text that is shown and is not HTML, decoded; at most <see cref="MaximumText"/> characters.</summary>
    public required string PlainText { get; init; }

    /// <summary>The source of HTML that is shown, decoded; at most <see cref="MaximumText"/> characters.</summary>
    public required string HtmlSource { get; init; }

    /// <summary>The same as a reader reads it: without tags, character references resolved; at most <see cref="MaximumText"/> characters.</summary>
    public required string HtmlText { get; init; }

    /// <summary>Text of text parts that are files, HTML without its tags; at most <see cref="MaximumText"/> characters.</summary>
    public required string AttachedText { get; init; }

    /// <summary>Whether a text is longer than what is kept of it.</summary>
    public required bool IsTextCut { get; init; }

    /// <summary>Where HTML leads to; at most <see cref="MaximumLinks"/>.</summary>
    public required IReadOnlyList<HtmlLink> Links { get; init; }

    /// <summary>What was found of each set of phrases.</summary>
    internal IReadOnlyDictionary<PhraseSet, IReadOnlyList<PhraseMatch>> Matches { get; init; } = new Dictionary<PhraseSet, IReadOnlyList<PhraseMatch>>();

    /// <summary>What the message holds of a set, in the order of its phrases.</summary>
    /// <exception cref="ArgumentException">The set was not looked for.</exception>
    public IReadOnlyList<PhraseMatch> MatchesOf(PhraseSet set)
        => Matches.TryGetValue(set, out var matches) ? matches : throw new ArgumentException("The set was not looked for in this message.", nameof(set));
}
