using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@validateByteRange</c>: matches a value that has a byte outside the ranges.</summary>
internal sealed class ByteRange : RuleOperator
{
    private readonly SearchValues<char> _allowed;

    private ByteRange(SearchValues<char> allowed) => _allowed = allowed;

    /// <summary>Reads <c>9,10,13,32-126</c>, in decimal.</summary>
    /// <param name="argument">The ranges.</param>
    /// <param name="error">What is wrong with them.</param>
    public static ByteRange? Parse(string argument, out string? error)
    {
        var allowed = new List<char>();
        foreach (var part in argument.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            var first = CDigits.Parse(dash < 0 ? part : part.AsSpan(0, dash));
            var last = dash < 0 ? first : CDigits.Parse(part.AsSpan(dash + 1));
            if (first is < 0 or > 255 || last is < 0 or > 255 || first > last)
            {
                error = $"'{part.Trim()}' is not a range of bytes: two numbers from 0 to 255, the lower one first.";
                return null;
            }

            for (var value = first; value <= last; value++)
            {
                allowed.Add(ByteText.FromByte((byte)value));
            }
        }

        error = null;
        return new ByteRange(SearchValues.Create([.. allowed]));
    }

    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context) => value.Span.ContainsAnyExcept(_allowed);
}
