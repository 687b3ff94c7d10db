using System.Text.RegularExpressions;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>Which members of a collection are meant: those of one name, whatever its case, or those whose names match a regular expression.</summary>
/// <param name="text">As the rule writes it, without slashes.</param>
/// <param name="pattern">The expression, or null for a name.</param>
internal sealed class Selector(string text, CompiledPattern? pattern)
{
    private readonly ByteText _name = ByteText.FromString(text);

    /// <summary>The name, or the text of the expression.</summary>
    public string Text => text;

    /// <summary>The name as bytes.</summary>
    public ByteText Name => _name;

    /// <summary>Whether it is a regular expression.</summary>
    public bool IsPattern => pattern is not null;

    /// <summary>What makes two selectors the same.</summary>
    public string Key => pattern is null ? text.ToUpperInvariant() : $"/{text}/";

    /// <summary>Whether a member is meant.</summary>
    public bool Selects(ByteText name) => pattern is null ? name.Span.Equals(_name.Span, StringComparison.OrdinalIgnoreCase) : IsMatch(pattern, name);

    private static bool IsMatch(CompiledPattern pattern, ByteText name)
    {
        try
        {
            return pattern.IsMatch(name.Span);
        }
        catch (RegexMatchTimeoutException)
        {
            // An expression that needs backtracking, and a name made to cost much: the member is looked at where that is asked, and not excluded.
            return false;
        }
    }
}
