using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Mail.Spf;

/// <summary>Reads the terms of a record (the grammar of RFC 7208 section 12).</summary>
internal static class SpfRecordParser
{
    private static readonly Dictionary<string, SpfMechanism>.AlternateLookup<ReadOnlySpan<char>> s_mechanisms =
        Enum.GetValues<SpfMechanism>().ToDictionary(m => m.ToString(), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads the whole of <paramref name="terms"/>, or says which term is wrong in <paramref name="error"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> terms, [NotNullWhen(true)] out SpfRecord? record, out string error)
    {
        record = null;
        error = "";
        var directives = ImmutableArray.CreateBuilder<SpfDirective>();
        SpfMacroString? redirect = null;
        SpfMacroString? explanation = null;
        foreach (var range in terms.Split(' '))
        {
            var term = terms[range];
            if (term.IsEmpty)
            {
                continue;
            }

            bool good;
            if (IsModifier(term, out var name, out var value))
            {
                good = name switch
                {
                    _ when name.Equals("redirect", StringComparison.OrdinalIgnoreCase) => redirect is null && SpfMacroString.TryParseDomain(value, out redirect),
                    _ when name.Equals("exp", StringComparison.OrdinalIgnoreCase) => explanation is null && SpfMacroString.TryParseDomain(value, out explanation),
                    _ => SpfMacroString.TryParse(value, explanation: false, out _),
                };
            }
            else
            {
                var directive = Directive(term);
                good = directive is not null;
                if (directive is not null)
                {
                    directives.Add(directive);
                }
            }

            if (!good)
            {
                error = $"{Shown(term)} is no term, or stands there twice";
                return false;
            }
        }

        record = new SpfRecord(directives.DrainToImmutable(), redirect, explanation);
        return true;
    }

    /// <summary>A term as a log may hold it: visible ASCII, and not too much of it.</summary>
    public static string Shown(ReadOnlySpan<char> term)
    {
        var shown = term[..Math.Min(term.Length, 100)].ToString();
        return string.Create(shown.Length, shown, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = from[i] is > ' ' and <= '~' ? from[i] : '?';
            }
        });
    }

    /// <summary>An equals sign directly behind a name makes a modifier: <c>ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ) "="</c>.</summary>
    private static bool IsModifier(ReadOnlySpan<char> term, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var length = 0;
        while (length < term.Length && (char.IsAsciiLetterOrDigit(term[length]) || term[length] is '-' or '_' or '.'))
        {
            length++;
        }

        var isModifier = length > 0 && length < term.Length && term[length] == '=' && char.IsAsciiLetter(term[0]);
        name = term[..length];
        value = isModifier ? term[(length + 1)..] : default;
        return isModifier;
    }

    private static SpfDirective? Directive(ReadOnlySpan<char> term)
    {
        var text = Shown(term);
        var result = SpfQualifier.Take(ref term);
        var length = term.IndexOfAny(':', '/');
        length = length < 0 ? term.Length : length;
        if (!s_mechanisms.TryGetValue(term[..length], out var mechanism))
        {
            return null;
        }

        var directive = new SpfDirective(result, mechanism, text);
        var rest = term[length..];
        switch (mechanism)
        {
            case SpfMechanism.All:
                return rest.IsEmpty ? directive : null;
            case SpfMechanism.Ip4:
                return Network(directive, rest, AddressFamily.InterNetwork);
            case SpfMechanism.Ip6:
                return Network(directive, rest, AddressFamily.InterNetworkV6);
            case SpfMechanism.A or SpfMechanism.Mx:
                return Prefixes(ref directive, ref rest) ? Target(directive, rest, required: false) : null;
            default:
                return Target(directive, rest, required: mechanism != SpfMechanism.Ptr);
        }
    }

    private static SpfDirective? Target(SpfDirective directive, ReadOnlySpan<char> rest, bool required)
    {
        if (rest.IsEmpty)
        {
            return required ? null : directive;
        }

        return rest[0] == ':' && SpfMacroString.TryParseDomain(rest[1..], out var target) ? directive with { Target = target } : null;
    }

    /// <summary>Takes <c>/24</c>, <c>//64</c> or <c>/24//64</c> from the end (dual-cidr-length). A slash elsewhere belongs to the name.</summary>
    private static bool Prefixes(ref SpfDirective directive, ref ReadOnlySpan<char> rest)
    {
        var (ip4, ip6) = (32, 128);
        var slash = PrefixAt(rest);
        if (slash > 0 && rest[slash - 1] == '/')
        {
            if (!Prefix(rest[(slash + 1)..], 128, out ip6))
            {
                return false;
            }

            rest = rest[..(slash - 1)];
            slash = PrefixAt(rest);
        }

        if (slash >= 0)
        {
            if (!Prefix(rest[(slash + 1)..], 32, out ip4))
            {
                return false;
            }

            rest = rest[..slash];
        }

        directive = directive with { Ip4Prefix = ip4, Ip6Prefix = ip6 };
        return true;
    }

    /// <summary>Where the slash before the digits at the end stands, or -1.</summary>
    private static int PrefixAt(ReadOnlySpan<char> text)
    {
        var digits = text.LastIndexOfAnyExceptInRange('0', '9');
        return digits >= 0 && text[digits] == '/' ? digits : -1;
    }

    private static bool Prefix(ReadOnlySpan<char> digits, int most, out int bits)
    {
        // No signs, no blanks, and no zeros in front: "0" / %x31-39 *DIGIT.
        bits = 0;
        return (digits is "0" || digits is [not '0', ..]) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= most;
    }

    private static SpfDirective? Network(SpfDirective directive, ReadOnlySpan<char> rest, AddressFamily family)
    {
        if (rest is not [':', .. var text])
        {
            return null;
        }

        var bits = family == AddressFamily.InterNetwork ? 32 : 128;
        var slash = text.IndexOf('/');
        if (slash >= 0)
        {
            if (!Prefix(text[(slash + 1)..], bits, out bits))
            {
                return null;
            }

            text = text[..slash];
        }

        // The class library's parser reads octal, hexadecimal, brackets and zones too; only the plain form is meant here.
        if (text.ContainsAny('%', '[', ']') || !IPAddress.TryParse(text, out var address) || address.AddressFamily != family)
        {
            return null;
        }

        if (family == AddressFamily.InterNetwork)
        {
            return text.SequenceEqual(address.ToString()) ? directive with { Network = address, Ip4Prefix = bits } : null;
        }

        return directive with { Network = address, Ip6Prefix = bits };
    }
}
