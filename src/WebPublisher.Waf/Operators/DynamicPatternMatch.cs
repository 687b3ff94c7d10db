using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>
/// <c>@rx</c> with macros. As in mod_security2 the expanded pattern is escaped as a whole, which leaves <c>^ $ | * { }</c> their meaning and takes it from parentheses, brackets,
/// <c>. + ?</c> and the backslash.
/// </summary>
/// <param name="isGlobal">Whether it is <c>@rxGlobal</c>.</param>
internal sealed class DynamicPatternMatch(bool isGlobal) : RuleOperator
{
    /// <summary>So many patterns are kept ready: what macros expand to is mostly the same, but a stranger may have a hand in it.</summary>
    private const int MostKept = 64;

    /// <summary>Longer expanded patterns count as not matching, in characters.</summary>
    private const int LongestPattern = 8 * 1024;

    private readonly ConcurrentDictionary<string, CompiledPattern> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        var argument = context.Argument.Span;
        if (argument.Length > LongestPattern)
        {
            context.LimitExceeded = true;
            return false;
        }

        return Find(argument) is { } pattern && PatternMatch.Matches(pattern, value, context, isGlobal);
    }

    private CompiledPattern? Find(ReadOnlySpan<char> argument)
    {
        if (_kept.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(argument, out var kept))
        {
            return kept;
        }

        // A pattern that is not understood matches nothing, as in mod_security2.
        if (PatternTranslator.Translate(Escape(argument), PatternFlags.WholeText, out _) is not { } translated)
        {
            return null;
        }

        var compiled = new CompiledPattern(translated);
        if (_kept.Count < MostKept)
        {
            _kept.TryAdd(argument.ToString(), compiled);
        }

        return compiled;
    }

    private static string Escape(ReadOnlySpan<char> pattern)
    {
        var escaped = new StringBuilder(pattern.Length * 2);
        foreach (var character in pattern)
        {
            switch (character)
            {
                case ':' or '"' or '+' or '.' or ']' or '[' or '(' or ')' or '?' or '/' or '\\':
                    escaped.Append('\\').Append(character);
                    break;
                case < ' ' or >= '\x7f':
                    escaped.Append(CultureInfo.InvariantCulture, $"\\x{ByteText.ToByte(character):x2}");
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }
}
