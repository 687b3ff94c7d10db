using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Mail.Spf;

/// <summary>Text with macros in it, read once (RFC 7208 section 7.1).</summary>
/// <param name="Parts">Text and macros in order.</param>
internal sealed record SpfMacroString(ImmutableArray<SpfMacroPart> Parts)
{
    private const string Letters = "slodiphv";
    private const string LettersOfExplanations = "slodiphvcrt";
    private static readonly SearchValues<char> s_delimiters = SearchValues.Create(".-+,/_=");

    /// <summary>Reads the name a mechanism or modifier concerns: it must end in a macro, or in a dot and a top label (section 7.1, domain-spec).</summary>
    public static bool TryParseDomain(ReadOnlySpan<char> text, [NotNullWhen(true)] out SpfMacroString? result) =>
        TryParse(text, explanation: false, out result) && result.Parts switch
        {
            [] => false,
            [.., { Letter: not '\0' }] => true,

            // "%%", "%_" and "%-" are macros by the grammar, and so may end a name.
            _ => text is [.., '%', '%' or '_' or '-'] || EndsInTopLabel(text),
        };

    /// <summary>Reads any text with macros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="explanation">Whether it is an explanation, in which spaces and further macros are permitted.</param>
    /// <param name="result">Its parts.</param>
    public static bool TryParse(ReadOnlySpan<char> text, bool explanation, [NotNullWhen(true)] out SpfMacroString? result)
    {
        result = null;
        var parts = ImmutableArray.CreateBuilder<SpfMacroPart>();
        while (!text.IsEmpty)
        {
            var percent = text.IndexOf('%');
            var plain = percent < 0 ? text : text[..percent];
            if (plain.ContainsAnyExceptInRange(explanation ? ' ' : '!', '~'))
            {
                return false;
            }

            if (!plain.IsEmpty)
            {
                parts.Add(SpfMacroPart.Plain(plain.ToString()));
            }

            text = text[plain.Length..];
            if (!text.IsEmpty && !Macro(ref text, explanation, parts))
            {
                return false;
            }
        }

        result = new SpfMacroString(parts.DrainToImmutable());
        return true;
    }

    private static bool Macro(ref ReadOnlySpan<char> text, bool explanation, ImmutableArray<SpfMacroPart>.Builder parts)
    {
        var escaped = text.Length < 2 ? null : text[1] switch { '%' => "%", '_' => " ", '-' => "%20", _ => null };
        if (escaped is not null)
        {
            parts.Add(SpfMacroPart.Plain(escaped));
            text = text[2..];
            return true;
        }

        var end = text.IndexOf('}');
        if (end < 3 || text[1] != '{')
        {
            return false;
        }

        var letter = text[2];
        var transformers = text[3..end];
        text = text[(end + 1)..];
        if (!(explanation ? LettersOfExplanations : Letters).Contains(char.ToLowerInvariant(letter)))
        {
            return false;
        }

        var digits = transformers.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? transformers.Length : digits;
        var keep = 0;
        if (digits > 0)
        {
            // A name has 127 labels at most: whatever is more keeps all of them.
            keep = int.TryParse(transformers[..digits], out var number) ? number : int.MaxValue;
            if (keep == 0)
            {
                return false;
            }
        }

        transformers = transformers[digits..];
        var reverse = transformers is ['r' or 'R', ..];
        transformers = reverse ? transformers[1..] : transformers;
        if (transformers.ContainsAnyExcept(s_delimiters))
        {
            return false;
        }

        parts.Add(new SpfMacroPart("", letter, keep, reverse, transformers.IsEmpty ? "." : transformers.ToString()));
        return true;
    }

    private static bool EndsInTopLabel(ReadOnlySpan<char> text)
    {
        text = text is [.. var rest, '.'] ? rest : text;
        var label = text[(text.LastIndexOf('.') + 1)..];
        if (label.Length == text.Length || label.IsEmpty || !char.IsAsciiLetterOrDigit(label[0]) || !char.IsAsciiLetterOrDigit(label[^1]))
        {
            return false;
        }

        var onlyDigits = true;
        foreach (var character in label)
        {
            onlyDigits &= char.IsAsciiDigit(character);
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
            {
                return false;
            }
        }

        return !onlyDigits;
    }
}
