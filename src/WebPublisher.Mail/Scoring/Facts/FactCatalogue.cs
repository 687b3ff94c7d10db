using System.Collections.Frozen;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>The facts that rules may ask for, by name. A fact is a number; of what is or is not, 1 or 0.</summary>
internal static class FactCatalogue
{
    /// <summary>Every fact.</summary>
    public static FrozenDictionary<string, Func<MailFacts, double>> All { get; } = new Dictionary<string, Func<MailFacts, double>>(StringComparer.Ordinal)
    {
        ["from.count"] = facts => facts.Sending.Count,
        ["from.hasDomain"] = facts => Number(facts.Sending.HasDomain),
        ["from.freeMail"] = facts => Number(facts.Sending.IsFreeMail),
        ["from.machineMade"] = facts => Number(facts.Sending.IsMachineMade),
        ["from.cheapDomain"] = facts => Number(facts.Sending.IsCheap),
        ["from.labels"] = facts => facts.Sending.Labels,
        ["from.namesAnotherAddress"] = facts => Number(facts.Sending.NamesAnother),
        ["from.mixedScripts"] = facts => facts.Sending.MixedScripts,
        ["from.pictures"] = facts => Lettering.Pictures(facts.From.Name),
        ["from.oddQuotes"] = facts => Number(facts.Sending.NameTailIsOdd),
        ["from.nameInDomain"] = facts => Number(facts.Sending.NameIsInDomain),
        ["from.inText"] = facts => Number(facts.Sending.IsInText),
        ["replyTo.elsewhere"] = facts => Number(facts.Sending.AnswersElsewhere),
        ["replyTo.freeMail"] = facts => Number(facts.Sending.AnswersToFreeMail),
        ["to.missing"] = facts => Number(facts.Header.Find("To") is null && facts.Header.Find("Cc") is null),
        ["to.hidden"] = facts => Number(facts.Header.Find("To")?.Text.Contains("undisclosed", StringComparison.OrdinalIgnoreCase) ?? false),
        ["date.missing"] = facts => Number(facts.Header.Find("Date") is null),
        ["messageId.sound"] = facts => Number(facts.Sending.HasSoundMessageId),
        ["reply.claimed"] = facts => Number(facts.Subject.StartsWith("re:", StringComparison.OrdinalIgnoreCase)),
        ["reply.threaded"] = facts => Number(facts.Header.Find("In-Reply-To") is not null || facts.Header.Find("References") is not null),
        ["subject.length"] = facts => facts.Subject.Length,
        ["subject.mixedScripts"] = facts => Lettering.MixedWords(facts.Subject),
        ["subject.mathematical"] = facts => Lettering.MathematicalLetters(facts.Subject) + Lettering.MathematicalLetters(facts.From.Name),
        ["subject.pictures"] = facts => Lettering.Pictures(facts.Subject),
        ["subject.capitals"] = facts => Lettering.CapitalShare(facts.Subject),
        ["subject.exclamations"] = facts => facts.Subject.AsSpan().Count('!'),
        ["subject.widthless"] = facts => Lettering.WidthlessCharacters(facts.Subject),
        ["subject.address"] = facts => Number(facts.Subject.Contains('@', StringComparison.Ordinal)),
        ["text.length"] = facts => facts.Shown.Length,
        ["text.capitals"] = facts => Lettering.CapitalShare(facts.Shown.AsSpan(0, Math.Min(4096, facts.Shown.Length))),
        ["text.mixedScripts"] = facts => Lettering.MixedWords(facts.Shown.AsSpan(0, Math.Min(16384, facts.Shown.Length))),
        ["text.widthless"] = facts => Lettering.WidthlessCharacters(facts.Shown.AsSpan(0, Math.Min(16384, facts.Shown.Length))),
        ["html.hidden"] = facts => facts.Html.HiddenCharacters,
        ["html.comments"] = facts => facts.Html.CommentCharacters,
        ["html.images"] = facts => facts.Html.Images,
        ["html.tables"] = facts => facts.Html.Tables,
        ["html.forms"] = facts => facts.Html.Forms,
        ["html.passwords"] = facts => facts.Html.PasswordInputs,
        ["html.scripts"] = facts => facts.Html.Scripts,
        ["html.data"] = facts => facts.Html.DataAddresses,
        ["html.tiny"] = facts => facts.Html.TinyType,
        ["html.only"] = facts => Number(facts.Html.Visible.Length > 0 && facts.Plain.Length == 0),
        ["links.count"] = facts => facts.Linking.Count,
        ["links.owners"] = facts => facts.Linking.Owners,
        ["links.numeric"] = facts => facts.Linking.Numeric,
        ["links.punycode"] = facts => facts.Linking.Punycode,
        ["links.user"] = facts => facts.Linking.User,
        ["links.port"] = facts => facts.Linking.Port,
        ["links.shortened"] = facts => facts.Linking.Shortened,
        ["links.hosted"] = facts => facts.Linking.Hosted,
        ["links.cheap"] = facts => facts.Linking.Cheap,
        ["links.addressed"] = facts => facts.Linking.Addressed,
        ["links.machineMade"] = facts => facts.Linking.MachineMade,
        ["links.aligned"] = facts => facts.Linking.Aligned,
        ["links.alignedImages"] = facts => facts.Linking.AlignedImages,
        ["links.mismatched"] = facts => facts.Linking.Mismatched,
        ["attachments.html"] = facts => AttachmentFacts.Count(facts.Parts, [".html", ".htm", ".shtml", ".svg", ".xhtml"]),
        ["attachments.programs"] = facts => AttachmentFacts.Count(facts.Parts, [".exe", ".scr", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".lnk", ".bat", ".cmd", ".pif", ".com", ".msi"]),
        ["attachments.images"] = facts => AttachmentFacts.Count(facts.Parts, [".iso", ".img", ".vhd", ".vhdx", ".one"]),
        ["attachments.disguised"] = facts => AttachmentFacts.CountDisguised(facts.Parts),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static double Number(bool value) => value ? 1 : 0;
}
