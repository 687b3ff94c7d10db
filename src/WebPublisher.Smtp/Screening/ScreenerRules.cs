using System.Collections.Immutable;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Smtp.Screening;

/// <summary>
/// The rules of a screener, ready to judge messages: of its envelope they need the sender alone, so that whoever has a message can ask. Immutable; made once for a policy.
/// </summary>
public sealed class ScreenerRules
{
    private readonly ScreenerPolicy _policy;
    private readonly int[] _ruleOfPhrase;
    private readonly ImmutableArray<ForwardPath?> _forwards;
    private readonly bool _needsContent;

    /// <summary>Prepares the rules.</summary>
    public ScreenerRules(ScreenerPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        _needsContent = policy.Rules.Any(rule => rule.NeedsContent);
        var phrases = policy.Rules.SelectMany((rule, index) => PhrasesOf(rule).Select(phrase => (phrase, index))).ToList();
        Phrases = new PhraseSet(phrases.Select(one => one.phrase));
        _ruleOfPhrase = [.. phrases.Select(one => one.index)];
        _forwards = [.. policy.Rules.Select(rule => rule.Action == ScreenerAction.Forward && MailAddress.TryParse(rule.ForwardTo, out var to, out _) ? ForwardPath.To(to) : null)];
    }

    /// <summary>What the digest of a message has to be asked for.</summary>
    public PhraseSet Phrases { get; }

    /// <summary>Judges a message.</summary>
    /// <param name="sender">The envelope sender; null for the blank one.</param>
    /// <param name="digest">What the message holds; <see cref="Phrases"/> were looked for.</param>
    /// <returns>What the first rule that matches says; null when nothing speaks against the message.</returns>
    public ScreenerVerdict? Judge(MailAddress? sender, MessageDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var found = FirstMatches(digest.MatchesOf(Phrases));
        var senders = digest.From.Concat(digest.Sender).Select(mailbox => mailbox.Address).Prepend(sender).OfType<MailAddress>().ToList();
        for (var index = 0; index < _policy.Rules.Length; index++)
        {
            var rule = _policy.Rules[index];
            if (Evidence(rule, senders, digest, found[index]) is { } evidence)
            {
                return new ScreenerVerdict(rule.Action, "ScreenerRule", $"{rule.Name}: {evidence}", _forwards[index]);
            }
        }

        return Unjudged(digest.Mime);
    }

    private static IEnumerable<Phrase> PhrasesOf(ScreenerRule rule)
    {
        if (rule.Keyword is not { } condition)
        {
            return [];
        }

        var places = condition.Places.Aggregate(TextPlaces.None, (all, place) => all | place switch
        {
            TextPlace.Subject => TextPlaces.Subject,
            TextPlace.Body => TextPlaces.Body,
            _ => TextPlaces.Markup,
        });
        return condition.Keywords.Select(keyword => new Phrase(keyword.Text, keyword.IsWord ? PhraseMode.Word : PhraseMode.Phrase, condition.IgnoresDiacritics, places));
    }

    /// <summary>The first keyword of each rule that was found.</summary>
    private PhraseMatch?[] FirstMatches(IReadOnlyList<PhraseMatch> matches)
    {
        var first = new PhraseMatch?[_policy.Rules.Length];
        foreach (var match in matches)
        {
            first[_ruleOfPhrase[match.Index]] ??= match;
        }

        return first;
    }

    /// <summary>What fulfilled the conditions of a rule; null when one does not hold.</summary>
    private static string? Evidence(ScreenerRule rule, List<MailAddress> senders, MessageDigest digest, PhraseMatch? keyword)
    {
        var evidence = new List<string>();
        if (rule.Sender is { } from)
        {
            if (senders.Find(address => IsMeant(from, address)) is not { } sender)
            {
                return null;
            }

            evidence.Add($"sender {sender}");
        }

        if (rule.Keyword is not null)
        {
            if (keyword is not { } match)
            {
                return null;
            }

            evidence.Add($"keyword '{match.Phrase.Text}' in {match.Places}");
        }

        if (rule.Attachment is { } condition)
        {
            if (AttachmentJudge.Attachments(digest, condition.InArchives).FirstOrDefault(part => AttachmentJudge.Fits(part, condition)) is not { } attachment)
            {
                return null;
            }

            evidence.Add($"attachment '{attachment.Label}' of {attachment.Size} octets");
        }

        return string.Join(", ", evidence);
    }

    private static bool IsMeant(SenderCondition condition, MailAddress address)
        => condition.Addresses.Contains($"{address.LocalPart}@{address.Domain.Text}") || condition.Domains.Find(address.Domain.Text) is not null;

    /// <summary>What becomes of a message of which something could not be looked at.</summary>
    private ScreenerVerdict? Unjudged(MimeSummary mime)
    {
        if (!_needsContent)
        {
            return null;
        }

        ScreenerVerdict? gravest = null;
        foreach (var finding in mime.Findings)
        {
            var (action, reason) = finding switch
            {
                { Class: MimeFindingClass.Incomplete } => (_policy.OnPartial, "Partial"),
                { Kind: MimeFindingKind.Encrypted } => (_policy.OnEncrypted, "Encrypted"),
                { Class: MimeFindingClass.Unreadable or MimeFindingClass.Limit } => (_policy.OnUnreadable, "Unreadable"),
                _ => (UnscannableAction.Accept, ""),
            };
            if (action == UnscannableAction.Reject)
            {
                return new ScreenerVerdict(ScreenerAction.Reject, reason, $"{finding.Kind} {finding.Detail}");
            }

            gravest ??= action == UnscannableAction.Hold ? new ScreenerVerdict(ScreenerAction.Hold, reason, $"{finding.Kind} {finding.Detail}") : null;
        }

        return gravest;
    }
}
