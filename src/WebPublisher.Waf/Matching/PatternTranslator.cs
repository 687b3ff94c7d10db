using System.Text;
using WebPublisher.Waf.Matching.Patterns;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Translates patterns of PCRE, as it matches bytes without UTF, to regular expressions of the class library. The pattern is read into a tree in which each character is a
/// set of bytes, with case and classes resolved, and written anew: nothing of either syntax's peculiarities is left to chance.
/// </summary>
public static class PatternTranslator
{
    /// <summary>The longest pattern that is read, in bytes of UTF-8.</summary>
    public const int MaximumLength = 128 * 1024;

    /// <summary>So many places an automaton has at most: each costs some bytes, and numbers in quantifiers multiply. The core rules' have some ten thousand.</summary>
    public const int MostPlaces = 250_000;

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">The pattern; characters beyond ASCII stand for their bytes in UTF-8.</param>
    /// <param name="flags">How it is read.</param>
    /// <param name="error">What is not understood or not supported, and at which byte from 0.</param>
    public static TranslatedPattern? Translate(string pattern, PatternFlags flags, out string? error)
    {
        var bytes = Encoding.UTF8.GetBytes(pattern);
        if (bytes.Length > MaximumLength)
        {
            error = $"The pattern is longer than {MaximumLength} bytes.";
            return null;
        }

        try
        {
            var parser = new PatternParser(bytes);
            var tree = parser.Parse(OptionsOf(flags));
            tree = PatternTraits.IsLinear(tree) ? tree : AtomicRelaxation.Relax(tree);
            if (PatternTraits.Places(tree) > MostPlaces)
            {
                error = $"The pattern is too large: with its repetitions written out it has more than {MostPlaces} characters.";
                return null;
            }

            error = null;
            return new TranslatedPattern(tree, parser.GroupCount, LiteralExtraction.Extract(tree));
        }
        catch (PatternException e)
        {
            error = $"The pattern is not understood at byte {e.Position}: {e.Message}.";
            return null;
        }
    }

    private static PatternOptions OptionsOf(PatternFlags flags) => flags switch
    {
        PatternFlags.WholeText => PatternOptions.DotAll | PatternOptions.DollarEndOnly,
        PatternFlags.EachLine => PatternOptions.DotAll | PatternOptions.MultiLine,
        PatternFlags.Selector => PatternOptions.DotAll | PatternOptions.DollarEndOnly | PatternOptions.IgnoreCase,
        _ => PatternOptions.None,
    };
}
