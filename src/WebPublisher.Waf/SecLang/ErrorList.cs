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

    /// <summary>Adds one.</summary>
    public void Add(SourcePosition position, string message)
    {
        if (_errors.Count < RuleSetLimits.Errors)
        {
            _errors.Add(new RuleSetError(position, message));
        }
        else if (_errors.Count == RuleSetLimits.Errors)
        {
            _errors.Add(new RuleSetError(position, "There are more errors; they are not shown."));
        }
    }

    /// <summary>A piece of a file as messages repeat it: in quotation marks, without control characters, and cut where it is long.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > RuleSetLimits.Quoted)
            {
                quoted.Append("...");
                break;
            }

            quoted.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return quoted.Append('\'').ToString();
    }
}
