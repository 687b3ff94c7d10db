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
        var at = 0;
        while (at < text.Length)
        {
            var start = text.AsSpan(at).IndexOfAny(s_name);
            if (start < 0)
            {
                break;
            }

            start += at;
            var length = text.AsSpan(start).IndexOfAnyExcept(s_name);
            at = length < 0 ? text.Length : start + length;
            var word = text.AsSpan(start, at - start).Trim(".:");
            if (word.IsEmpty || (start > 0 && text[start - 1] == '@') || !IsInner(word, out var inner))
            {
                continue;
            }

            var place = start + text.AsSpan(start, at - start).IndexOf(inner);
            result ??= new StringBuilder(text.Length);
            result.Append(text, copied, place - copied).Append(substitute);
            copied = place + inner.Length;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private bool IsInner(ReadOnlySpan<char> word, out ReadOnlySpan<char> inner)
    {
        inner = word;
        if (Matches(word))
        {
            return true;
        }

        // "IPv6:fe80::1" and "ex01.example:25" are a name beside something else.
        inner = word.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? word[5..] : word.LastIndexOf(':') is var colon and > 0 ? word[..colon] : [];
        return !inner.IsEmpty && Matches(inner);
    }

    private bool Matches(ReadOnlySpan<char> word)
    {
        if (_names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        {
            return true;
        }

        foreach (var suffix in s_insideOnly)
        {
            if (word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        // The platform also takes "4" and "2.1" for addresses; a reply full of numbers is not full of those.
        var isAddress = word.Count('.') == 3 || word.Count(':') >= 2;
        return isAddress && IPAddress.TryParse(word, out var address) && IsPrivate(address);
    }

    private static bool IsPrivate(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return s_private.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    private void Add(string name)
    {
        // A single label may be any word of a sentence: "mail", "queued".
        if (name.Contains('.', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal))
        {
            _names.Add(name.TrimEnd('.'));
        }
    }

    private static string FirstWord(SmtpReply reply) => reply.Lines[0].Split(' ', 2)[0];
}
