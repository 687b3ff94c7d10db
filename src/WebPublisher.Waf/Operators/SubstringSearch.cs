using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@strmatch</c>: whether the value contains a text, byte by byte. The argument has bytes in hexadecimal between bars, and no macros.</summary>
internal sealed class SubstringSearch(string text) : RuleOperator
{
    /// <inheritdoc/>
    public override IReadOnlyList<string>? RequiredLiterals { get; } = Matching.RequiredLiterals.OfText(text);

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context) => value.Span.IndexOf(text) >= 0;
}
