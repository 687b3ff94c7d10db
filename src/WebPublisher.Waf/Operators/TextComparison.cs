using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>
/// <c>@streq</c>, <c>@beginsWith</c>, <c>@endsWith</c>, <c>@contains</c>, <c>@containsWord</c>, <c>@within</c>: byte by byte, so that case matters. An empty argument is found
/// in every value, and an empty value within every argument.
/// </summary>
internal sealed class TextComparison(TextRelation relation, OperatorArgument argument) : RuleOperator
{
    private readonly IReadOnlyList<string>? _required = relation == TextRelation.Within || argument.Constant is not { } constant
        ? null
        : Matching.RequiredLiterals.OfText(constant);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals => _required;

    /// <inheritdoc/>
    public override int MinimumLength => relation == TextRelation.Within ? 0 : argument.Constant?.Length ?? 0;

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        var wanted = argument.In(context);
        return relation switch
        {
            TextRelation.Equal => value.Span.SequenceEqual(wanted),
            TextRelation.BeginsWith => value.Span.StartsWith(wanted),
            TextRelation.EndsWith => value.Span.EndsWith(wanted),
            TextRelation.Contains => value.Span.IndexOf(wanted) >= 0,
            TextRelation.Within => wanted.IndexOf(value.Span) >= 0,
            _ => ContainsWord(value.Span, wanted),
        };
    }

    /// <summary>Whether the text stands somewhere with no letter, digit or underscore on either side.</summary>
    private static bool ContainsWord(ReadOnlySpan<char> value, ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return true;
        }

        for (var start = 0; start <= value.Length - word.Length;)
        {
            var found = value[start..].IndexOf(word);
            if (found < 0)
            {
                return false;
            }

            found += start;
            var end = found + word.Length;
            if ((found == 0 || !IsWordCharacter(value[found - 1])) && (end == value.Length || !IsWordCharacter(value[end])))
            {
                return true;
            }

            start = found + 1;
        }

        return false;
    }

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
