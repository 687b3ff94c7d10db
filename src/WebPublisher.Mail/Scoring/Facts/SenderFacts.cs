using System.Buffers;
using System.Collections.Frozen;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>What is odd about who a message says it is from.</summary>
internal sealed class SenderFacts
{
    private static readonly FrozenSet<string> s_freeMail = FrozenSet.Create(StringComparer.Ordinal,
        "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "msn.com", "aol.com", "icloud.com", "me.com", "gmx.de", "gmx.net", "gmx.com", "web.de",
        "t-online.de", "freenet.de", "mail.ru", "yandex.ru", "yandex.com", "proton.me", "protonmail.com", "mail.com", "qq.com", "163.com", "126.com", "zoho.com", "yahoo.fr", "yahoo.co.uk",
        "hotmail.fr", "hotmail.co.uk", "laposte.net", "orange.fr", "libero.it", "uol.com.br", "bol.com.br", "terra.com.br", "outlook.de", "excite.com", "lycos.com", "netscape.net");

    private static readonly SearchValues<char> s_hostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    public SenderFacts(MimeHeader header, NamedAddress from, NamedAddress replyTo, string messageId, string shown)
    {
        var owner = Organisation.Of(from.Domain);
        Count = header.FindAll("From").Count();
        HasDomain = from.Domain.Contains('.', StringComparison.Ordinal);
        IsFreeMail = s_freeMail.Contains(owner);
        IsMachineMade = Lettering.IsMachineMade(Organisation.Name(owner)) || Lettering.IsMachineMade(from.LocalPart.AsSpan(0, Math.Min(64, from.LocalPart.Length))) && from.LocalPart.Length < 30;
        IsCheap = LinkFacts.IsCheap(from.Domain) || LinkFacts.IsHosted(from.Domain);
        Labels = from.Domain.AsSpan().Count('.') + 1;
        NamesAnother = NamesAnotherAddress(from);
        MixedScripts = Lettering.MixedWords(from.Name);
        AnswersElsewhere = replyTo.Domain.Length > 0 && from.Domain.Length > 0 && !Organisation.Same(replyTo.Domain, from.Domain);
        AnswersToFreeMail = AnswersElsewhere && !IsFreeMail && s_freeMail.Contains(Organisation.Of(replyTo.Domain));
        NameIsInDomain = NameStandsIn(from.Name, owner);
        IsInText = owner.Length > 4 && HasDomain && !IsFreeMail && shown.AsSpan().ContainsAny(SearchValues.Create([owner], StringComparison.OrdinalIgnoreCase));
        HasSoundMessageId = messageId.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && messageId.Length > at + 2;
        NameTailIsOdd = header.Find("From")?.Text is { } text && text.Count(character => character == '"') % 2 == 1 || from.Name.EndsWith("\", _", StringComparison.Ordinal);
    }

    /// <summary>From fields.</summary>
    public int Count { get; }

    public bool HasDomain { get; }

    public bool IsFreeMail { get; }

    public bool IsMachineMade { get; }

    public bool IsCheap { get; }

    public int Labels { get; }

    /// <summary>Whether the name that is shown is, or holds, an address of another domain.</summary>
    public bool NamesAnother { get; }

    public int MixedScripts { get; }

    public bool AnswersElsewhere { get; }

    public bool AnswersToFreeMail { get; }

    /// <summary>Whether a word of the name is the domain's, as in Example Store, example-store.com.</summary>
    public bool NameIsInDomain { get; }

    public bool IsInText { get; }

    public bool HasSoundMessageId { get; }

    public bool NameTailIsOdd { get; }

    private static bool NamesAnotherAddress(NamedAddress from)
    {
        var at = from.Name.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || at + 1 >= from.Name.Length)
        {
            return false;
        }

        var named = from.Name.AsSpan(at + 1);
        var end = named.IndexOfAnyExcept(s_hostCharacters);
        named = (end < 0 ? named : named[..end]).Trim('.');
        return named.Contains('.') && from.Domain.Length > 0 && !Organisation.Same(named.ToString().ToLowerInvariant(), from.Domain);
    }

    private static bool NameStandsIn(string name, string owner)
    {
        var label = Organisation.Name(owner).ToString().Replace("-", "", StringComparison.Ordinal);
        foreach (var range in name.AsSpan().SplitAny(" \t-_.,|()&"))
        {
            var word = name.AsSpan(range);
            if (word.Length >= 4 && label.AsSpan().Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
