using System.Collections.Concurrent;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Operators by what they are written as, shared by rule sets for as long as one of them lives. Thread safe.</summary>
public sealed class SharedOperators
{
    private readonly ConcurrentDictionary<(string Name, string Argument, string Folder), WeakReference<RuleOperator>> _operators = new();

    /// <summary>The operator of a text; made where there is none yet.</summary>
    internal RuleOperator? Get(OperatorText text, out RuleSetError? error)
    {
        // Data files are named relative to the rule file, so that one argument may mean different files.
        var isOfFile = text.Name.Contains("file", StringComparison.OrdinalIgnoreCase) || text.Name.EndsWith('f');
        var key = (text.Name.ToLowerInvariant(), text.Argument, isOfFile ? Path.GetDirectoryName(text.Position.File) ?? "" : "");
        if (!isOfFile && _operators.TryGetValue(key, out var known) && known.TryGetTarget(out var alive))
        {
            error = null;
            return alive;
        }

        var made = OperatorFactory.Create(text, resolvePath: null, out error);
        if (made is not null)
        {
            _operators[key] = new WeakReference<RuleOperator>(made);
        }

        return made;
    }
}
