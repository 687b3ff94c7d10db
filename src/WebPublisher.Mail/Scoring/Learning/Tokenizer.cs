using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>
/// Makes of a message what a learner learns by: words and pairs of them, sender, links, the shape of header and body, and the rules it fulfils. Takes nothing from
/// Received fields and dates: they tell how and when mail came here, and not what it is.
/// </summary>
public sealed class Tokenizer(TokenKey key)
{
    private const int MostPairs = 1500;
    private const int MostLinks = 200;
    private const int MostFields = 100;

    /// <summary>The tokens of a message.</summary>
    /// <param name="facts">The message.</param>
    /// <param name="rules">What rules make of it.</param>
    public MessageTokens Read(MailFacts facts, RuleVerdict rules)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        var tokens = new TokenSet(key);
        AddWords(tokens, facts.ShownWords);
        AddSubject(tokens, facts.SubjectWords);
        AddSender(tokens, facts);
        AddLinks(tokens, facts.Links);
        HeaderTokens.Add(tokens, facts, MostFields);
        StructureTokens.Add(tokens, facts);
        foreach (var hit in rules.Hits)
        {
            tokens.Add(TokenFamily.Rules, "r:", hit.Name);
        }

        return new MessageTokens(tokens.ToArray(), LanguageDetector.Tell(facts.SubjectWords, facts.ShownWords), (int)Math.Floor(rules.Standing));
    }

    private static void AddWords(TokenSet tokens, WordList words)
    {
        Span<char> pair = stackalloc char[64];
        for (var i = 0; i < words.Count; i++)
        {
            tokens.Add(TokenFamily.Words, "", TokenShape.OfWord(words[i]));
            if (i > 0 && i < MostPairs)
            {
                var length = TokenShape.Join(words[i - 1], words[i], pair);
                tokens.Add(TokenFamily.Pairs, "", pair[..length]);
            }
        }
    }

    private static void AddSubject(TokenSet tokens, WordList words)
    {
        Span<char> pair = stackalloc char[64];
        for (var i = 0; i < words.Count; i++)
        {
            tokens.Add(TokenFamily.Subject, "", TokenShape.OfWord(words[i]));
            var length = TokenShape.Join(i > 0 ? words[i - 1] : "^", words[i], pair);
            tokens.Add(TokenFamily.Subject, "", pair[..length]);
        }
    }

    private static void AddSender(TokenSet tokens, MailFacts facts)
    {
        for (var i = 0; i < facts.SenderWords.Count; i++)
        {
            tokens.Add(TokenFamily.Sender, "n:", facts.SenderWords[i]);
        }

        var from = facts.From;
        tokens.Add(TokenFamily.Sender, "d:", Organisation.Of(from.Domain));
        tokens.Add(TokenFamily.Sender, "t:", TokenShape.TopLevel(from.Domain));
        tokens.Add(TokenFamily.Sender, "l:", TokenShape.Of(from.LocalPart));
        tokens.Add(TokenFamily.Sender, "s:", TokenShape.Of(from.Domain.AsSpan(0, Math.Max(0, from.Domain.IndexOf('.', StringComparison.Ordinal)))));
        tokens.Add(TokenFamily.Sender, "c:", facts.Sending.Labels);
        if (facts.ReplyTo.Domain.Length > 0)
        {
            tokens.Add(TokenFamily.Sender, "a:", facts.Sending.AnswersElsewhere ? "elsewhere" : "same");
            tokens.Add(TokenFamily.Sender, "r:", Organisation.Of(facts.ReplyTo.Domain));
        }
    }

    private static void AddLinks(TokenSet tokens, IReadOnlyList<LinkAddress> links)
    {
        for (var i = 0; i < Math.Min(links.Count, MostLinks); i++)
        {
            var link = links[i];
            tokens.Add(TokenFamily.Links, "h:", Organisation.Of(link.Host));
            tokens.Add(TokenFamily.Links, "t:", TokenShape.TopLevel(link.Host));
            tokens.Add(TokenFamily.Links, "s:", link.Scheme);
            if (link.IsNumeric)
            {
                tokens.Add(TokenFamily.Links, "ip", "");
            }

            var segments = 0;
            foreach (var range in link.Path.AsSpan().SplitAny("/?&=.#"))
            {
                var segment = link.Path.AsSpan(range);
                if (segment.IsEmpty)
                {
                    continue;
                }

                tokens.Add(TokenFamily.Links, "p:", TokenShape.OfSegment(segment));
                if (++segments == 12)
                {
                    break;
                }
            }
        }
    }
}
