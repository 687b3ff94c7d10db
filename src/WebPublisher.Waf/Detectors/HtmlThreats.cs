using System.Collections.Frozen;

namespace WebPublisher.Waf.Detectors;

/// <summary>What of HTML runs script: tags, attributes, addresses and comments. NUL in a name is passed over, as Internet Explorer did.</summary>
internal static class HtmlThreats
{
    private const int LongestName = 16;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _tags = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "link", "meta", "base", "object", "embed", "applet", "frame", "frameset", "iframe", "isindex", "noscript", "import", "xml", "xss", "comment", "handler",
        "listener", "vmlframe").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, HtmlAttributeRisk>.AlternateLookup<ReadOnlySpan<char>> _attributes =
        new Dictionary<string, HtmlAttributeRisk>(StringComparer.Ordinal)
        {
            ["href"] = HtmlAttributeRisk.Address,
            ["src"] = HtmlAttributeRisk.Address,
            ["action"] = HtmlAttributeRisk.Address,
            ["formaction"] = HtmlAttributeRisk.Address,
            ["xlink:href"] = HtmlAttributeRisk.Address,
            ["background"] = HtmlAttributeRisk.Address,
            ["poster"] = HtmlAttributeRisk.Address,
            ["lowsrc"] = HtmlAttributeRisk.Address,
            ["dynsrc"] = HtmlAttributeRisk.Address,
            ["folder"] = HtmlAttributeRisk.Address,
            ["handler"] = HtmlAttributeRisk.Address,
            ["by"] = HtmlAttributeRisk.Address,
            ["from"] = HtmlAttributeRisk.Address,
            ["to"] = HtmlAttributeRisk.Address,
            ["values"] = HtmlAttributeRisk.Address,
            ["style"] = HtmlAttributeRisk.Always,
            ["filter"] = HtmlAttributeRisk.Always,
            ["datasrc"] = HtmlAttributeRisk.Always,
            ["dataformatas"] = HtmlAttributeRisk.Always,
            ["attributename"] = HtmlAttributeRisk.AttributeName,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a tag runs script or loads what does. Everything of SVG and XSL may.</summary>
    public static bool IsDangerousTag(ReadOnlySpan<char> name)
    {
        if (name.Length < 3)
        {
            return false;
        }

        if (name.StartsWith("svg", StringComparison.OrdinalIgnoreCase) || name.StartsWith("xsl", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Span<char> buffer = stackalloc char[LongestName];
        return TryRemoveNul(name, buffer, out var plain) && _tags.Contains(plain);
    }

    /// <summary>What the value of an attribute can do.</summary>
    public static HtmlAttributeRisk RiskOf(ReadOnlySpan<char> attribute)
    {
        if (attribute.Length < 2)
        {
            return HtmlAttributeRisk.None;
        }

        // Handlers of events are too many and too new to list; name spaces bring in SVG and its kin.
        if (attribute.Length >= 5
            && (attribute.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase)
                || attribute.StartsWith("xlink", StringComparison.OrdinalIgnoreCase)))
        {
            return HtmlAttributeRisk.Always;
        }

        Span<char> buffer = stackalloc char[LongestName];
        return TryRemoveNul(attribute, buffer, out var plain) && _attributes.TryGetValue(plain, out var risk) ? risk : HtmlAttributeRisk.None;
    }

    /// <summary>Whether an address runs script: its scheme may be written in character references and have control characters in it.</summary>
    public static bool IsDangerousAddress(ReadOnlySpan<char> address)
    {
        var start = 0;
        while (start < address.Length && address[start] is <= ' ' or >= '\x7F')
        {
            start++;
        }

        address = address[start..];
        return HasScheme(address, "DATA") || HasScheme(address, "VIEW-SOURCE") || HasScheme(address, "JAVA") || HasScheme(address, "VBSCRIPT");
    }

    /// <summary>Whether a comment is more than one to some browser: conditional comments, XML processing, or an end that only Internet Explorer sees.</summary>
    public static bool IsDangerousComment(ReadOnlySpan<char> content) =>
        content.Contains('`')
        || (content.Length > 3 && (content.StartsWith("[if", StringComparison.OrdinalIgnoreCase) || content.StartsWith("xml", StringComparison.OrdinalIgnoreCase)))
        || (content.Length > 5 && (content.StartsWith("import", StringComparison.OrdinalIgnoreCase) || content.StartsWith("entity", StringComparison.OrdinalIgnoreCase)));

    private static bool HasScheme(ReadOnlySpan<char> address, string scheme)
    {
        var matched = 0;
        while (matched < scheme.Length)
        {
            if (address.IsEmpty)
            {
                return false;
            }

            var character = HtmlCharacterReference.Read(ref address);
            if (character is 0 or '\n' || (matched == 0 && character <= ' '))
            {
                continue;
            }

            if (character is >= 'a' and <= 'z')
            {
                character -= 'a' - 'A';
            }

            if (character != scheme[matched++])
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRemoveNul(ReadOnlySpan<char> name, Span<char> buffer, out ReadOnlySpan<char> plain)
    {
        plain = name;
        if (!name.Contains('\0'))
        {
            return name.Length <= buffer.Length;
        }

        var length = 0;
        foreach (var character in name)
        {
            if (character != '\0')
            {
                if (length == buffer.Length)
                {
                    return false;
                }

                buffer[length++] = character;
            }
        }

        plain = buffer[..length];
        return true;
    }
}
