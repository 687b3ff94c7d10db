using System.Text;

namespace WebPublisher.Waf.SecLang;

/// <summary>Collects what is wrong, up to <see cref="RuleSetLimits.Errors"/>.</summary>
internal sealed class ErrorList
{
    private readonly List<RuleSetError> _errors = [];

    /// <summary>All so far.</summary>
    public IReadOnlyList<RuleSetError> All => _errors;

    /// <summary>How many so far.</summary>
    public int Count => _errors.Count;

    /// <summary>Adds one. Whatever the message repeats, it comes out as one line of bounded length.</summary>
    public void Add(SourcePosition position, string message)
    {
        if (_errors.Count < RuleSetLimits.Errors)
        {
            _errors.Add(new RuleSetError(position, Plain(message, RuleSetLimits.Message)));
        }
        else if (_errors.Count == RuleSetLimits.Errors)
        {
            _errors.Add(new RuleSetError(position, "There are more errors; they are not shown."));
        }
    }

    /// <summary>A piece of a file as messages repeat it: in quotation marks, without control characters, and cut where it is long.</summary>
    public static string Quote(string text) => $"'{Plain(text, RuleSetLimits.Quoted)}'";

    private static string Plain(string text, int longest)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= longest)
            {
                return plain.Append("...").ToString();
            }

            plain.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return plain.ToString();
    }
}
