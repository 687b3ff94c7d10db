using System.Buffers;
using System.Net;
using System.Text;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>
/// Takes the names and addresses of inner machines out of reply texts: the server's own by whatever name it calls itself, names below domains that exist inside
/// only, and private addresses. Queue ids, mail addresses and the names of public machines pass.
/// </summary>
internal sealed class InnerNames
{
    private static readonly SearchValues<char> s_name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    // Not delegated in the public DNS: reserved (RFC 6761, RFC 6762, RFC 8375), set aside for private use by ICANN, or of old custom.
    private static readonly string[] s_insideOnly = [".local", ".internal", ".localdomain", ".home.arpa", ".lan", ".corp", ".intra", ".intranet", ".private", ".home"];

    private static readonly IPNetwork[] s_private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("::1/128"),
    ];

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private InnerNames()
    {
    }

    /// <summary>The names of a server by the policy, its banner and its answer to EHLO.</summary>
    public static InnerNames Of(FrontEndServer server, SmtpReply banner, SmtpReply hello)
    {
        var names = new InnerNames();
        names.Add(server.Host);
        names.Add(FirstWord(banner));
        names.Add(FirstWord(hello));
        return names;
    }

    /// <summary>The text with <paramref name="substitute"/> in place of each inner name.</summary>
    public string Hide(string text, string substitute)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = NextWord(text, 0); at.Start < text.Length; at = NextWord(text, at.End))
        {
            // What follows an at sign is part of somebody's address, which the client gave. Most words have nothing that a name or an address has.
            if (!text.AsSpan(at.Start..at.End).ContainsAny('.', ':') || (at.Start > 0 && text[at.Start - 1] == '@'))
            {
                continue;
            }

            foreach (var inner in InnerParts(text, at))
            {
                result ??= new StringBuilder(text.Length);
                result.Append(text, copied, inner.Start - copied).Append(substitute);
                copied = inner.End;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static (int Start, int End) NextWord(string text, int from)
    {
        var start = text.AsSpan(from).IndexOfAny(s_name);
        if (start < 0)
        {
            return (text.Length, text.Length);
        }

        var length = text.AsSpan(from + start).IndexOfAnyExcept(s_name);
        return (from + start, length < 0 ? text.Length : from + start + length);
    }

    /// <summary>Colons are part of an IPv6 address, and stand between a name and its port or what it is said about.</summary>
    private IEnumerable<(int Start, int End)> InnerParts(string text, (int Start, int End) word)
    {
        var address = Trimmed(text, Tagged(text, word));
        if (IsInnerAddress(text.AsSpan(address.Start..address.End)))
        {
            yield return address;
            yield break;
        }

        for (int start = word.Start, end; start < word.End; start = end + 1)
        {
            end = text.IndexOf(':', start, word.End - start);
            end = end < 0 ? word.End : end;
            var part = Trimmed(text, (start, end));
            if (IsInnerName(text.AsSpan(part.Start..part.End)))
            {
                yield return part;
            }
        }
    }

    /// <summary>Without the tag of an address literal (RFC 5321 section 4.1.3).</summary>
    private static (int Start, int End) Tagged(string text, (int Start, int End) word) =>
        text.AsSpan(word.Start..word.End).StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? (word.Start + 5, word.End) : word;

    /// <summary>Without the punctuation of the sentence it ends.</summary>
    private static (int Start, int End) Trimmed(string text, (int Start, int End) word) =>
        (word.Start, word.Start + text.AsSpan(word.Start..word.End).TrimEnd(".:").Length);

    private bool IsInnerName(ReadOnlySpan<char> word)
    {
        foreach (var suffix in s_insideOnly)
        {
            if (word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return _names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || IsInnerAddress(word);
    }

    private bool IsInnerAddress(ReadOnlySpan<char> word)
    {
        // The platform also takes "4" and "2.1" for addresses; a reply full of numbers is not full of those.
        var isAddress = word.Count('.') == 3 || word.Count(':') >= 2;
        return isAddress && IPAddress.TryParse(word, out var address)
            && (IsPrivate(address) || _names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word));
    }

    private static bool IsPrivate(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return s_private.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    private void Add(string name)
    {
        // A single label may be any word of a sentence: "mail", "queued".
        name = name.Trim('.');
        if (name.Contains('.', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal))
        {
            _names.Add(name);
        }
    }

    private static string FirstWord(SmtpReply reply) => reply.Lines[0].Split(' ', 2)[0];
}
