using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>
/// A pattern for text: with wildcards (<c>*</c> any characters, <c>?</c> one) it means the whole text, between slashes it is a regular expression that may match anywhere in it.
/// Case does not matter. Matching takes time linear in the text, whatever the pattern: look-around and back references are not possible.
/// </summary>
public sealed class TextPattern
{
    /// <summary>The most characters of a pattern.</summary>
    public const int MaximumLength = 1000;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly Regex _regex;

    private TextPattern(string text, Regex regex) => (Text, _regex) = (text, regex);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">As written.</param>
    /// <param name="pattern">The pattern; null when there is a problem.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(string text, out TextPattern? pattern)
    {
        ArgumentNullException.ThrowIfNull(text);
        pattern = null;
        if (text.Length > MaximumLength)
        {
            return $"a pattern has {MaximumLength} characters at most";
        }

        if (text.Length < 2 || text[0] != '/' || text[^1] != '/')
        {
            pattern = new TextPattern(text, Wildcard(text));
            return null;
        }

        try
        {
            pattern = new TextPattern(text, new Regex(text[1..^1], Linear));
            return null;
        }
        catch (RegexParseException e)
        {
            // What the library says is "Invalid pattern '...' at offset N. What is wrong."
            return $"{e.Message[(e.Message.LastIndexOf(". ", StringComparison.Ordinal) + 1)..].Trim().TrimEnd('.')} (character {e.Offset + 1} of the expression)";
        }
        catch (NotSupportedException)
        {
            return "it has what cannot be matched in linear time: a look-around, a back reference, an atomic group, or repetitions that multiply to many thousands";
        }
    }

    /// <summary>Whether it means the text.</summary>
    public bool Matches(string text) => _regex.IsMatch(text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static Regex Wildcard(string text)
    {
        var expression = new StringBuilder(@"\A");
        foreach (var character in text)
        {
            expression.Append(character switch { '*' => ".*", '?' => ".", _ => Regex.Escape(character.ToString()) });
        }

        return new Regex(expression.Append(@"\z").ToString(), Linear | RegexOptions.Singleline);
    }
}
