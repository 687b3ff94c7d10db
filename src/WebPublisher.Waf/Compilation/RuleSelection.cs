using WebPublisher.Waf.Matching;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>Which rules a directive or a <c>ctl</c> action means: by ids, or by an expression that a tag or the message matches.</summary>
internal sealed class RuleSelection
{
    private readonly List<IdRange> _ids = [];
    private CompiledPattern? _pattern;
    private bool _isByTag;

    /// <summary>The link meant; 0 is the head of the chain.</summary>
    public int Link => _ids.Count > 0 ? _ids[0].Link : 0;

    /// <summary>By ids and ranges of ids; null, and told, where one cannot be read.</summary>
    public static RuleSelection? ByIds(SourcePosition position, IEnumerable<string> ids, CompilationContext context)
    {
        var selection = new RuleSelection();
        foreach (var text in ids.SelectMany(item => item.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!IdRange.TryParse(text, out var range))
            {
                context.Fail(position, $"'{text}' is no id and no range of ids (942100-942999).");
                return null;
            }

            selection._ids.Add(range);
        }

        return selection;
    }

    /// <summary>By an expression found in a tag; null, and told, where it cannot be compiled.</summary>
    public static RuleSelection? ByTag(SourcePosition position, string pattern, CompilationContext context) => ByPattern(position, pattern, isByTag: true, context);

    /// <summary>By an expression found in the message; null, and told, where it cannot be compiled.</summary>
    public static RuleSelection? ByMessage(SourcePosition position, string pattern, CompilationContext context) => ByPattern(position, pattern, isByTag: false, context);

    /// <summary>Whether a rule, the head of its chain, is meant.</summary>
    public bool Contains(RuleDraft rule)
    {
        if (_pattern is null)
        {
            return _ids.Exists(range => range.Contains(rule.Actions.Id));
        }

        return _isByTag ? rule.Actions.Tags.Exists(Matches) : rule.Actions.Message is { } message && Matches(message);
    }

    private static RuleSelection? ByPattern(SourcePosition position, string pattern, bool isByTag, CompilationContext context)
        => context.Pattern(position, pattern, PatternFlags.Plain) is { } compiled ? new RuleSelection { _pattern = compiled, _isByTag = isByTag } : null;

    private bool Matches(RuleAction action) => _pattern!.IsMatch(ByteText.FromString(action.Argument ?? "").Span);
}
