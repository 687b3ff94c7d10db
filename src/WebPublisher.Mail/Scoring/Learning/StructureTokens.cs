using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Tokens of sizes and proportions: how much is shown, hidden and linked.</summary>
internal static class StructureTokens
{
    public static void Add(TokenSet tokens, MailFacts facts)
    {
        var (html, links) = (facts.Html, facts.Linking);
        Size(tokens, "links:", links.Count);
        Size(tokens, "length:", facts.Shown.Length / 10);
        Size(tokens, "images:", html.Images);
        Size(tokens, "hidden:", html.HiddenCharacters / 20);
        Size(tokens, "comments:", html.CommentCharacters / 50);
        Size(tokens, "tiny:", html.TinyType);
        Size(tokens, "tables:", html.Tables);
        Size(tokens, "owners:", links.Owners);
        Size(tokens, "perlink:", facts.Shown.Length / (10 * (links.Count + 1)));
        tokens.Add(TokenFamily.Structure, "forms:", Math.Min(3, html.Forms));
        tokens.Add(TokenFamily.Structure, "data:", Math.Min(3, html.DataAddresses));
        tokens.Add(TokenFamily.Structure, "beacons:", Math.Min(3, html.Beacons));
        tokens.Add(TokenFamily.Structure, "own:", links.Count == 0 ? "none" : links.Aligned == 0 ? "no" : links.Aligned * 2 > links.Count ? "most" : "some");
        Size(tokens, "exclaims:", facts.Subject.AsSpan().Count('!'));
        Size(tokens, "asks:", facts.Subject.AsSpan().Count('?'));
        Size(tokens, "pictures:", Lettering.Pictures(facts.Subject));
        Size(tokens, "mixed:", Lettering.MixedWords(facts.Subject) + facts.Sending.MixedScripts);
        var to = facts.Header.Find("To")?.Text;
        tokens.Add(TokenFamily.Structure, "to:", to is null ? "none" : to.Contains('@', StringComparison.Ordinal) ? "address" : "other");
        tokens.Add(TokenFamily.Structure, "re:", facts.Subject.StartsWith("re:", StringComparison.OrdinalIgnoreCase) ? "yes" : "no");
    }

    private static void Size(TokenSet tokens, string kind, int number) => tokens.Add(TokenFamily.Structure, kind, TokenShape.Size(number));
}
