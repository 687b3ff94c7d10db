using System.Collections.Concurrent;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Operators by what they are written as, shared by rule sets for as long as one of them lives. Thread safe.</summary>
public sealed class SharedOperators
{
    private readonly ConcurrentDictionary<(string Name, string Argument, string Files), WeakReference<RuleOperator>> _operators = new();

    /// <summary>The operator of a text; made where there is none yet.</summary>
    internal RuleOperator? Get(OperatorText text, out RuleSetError? error)
    {
        var key = (text.Name.ToLowerInvariant(), text.Argument, FilesOf(text));
        if (_operators.TryGetValue(key, out var known) && known.TryGetTarget(out var alive))
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

    /// <summary>
    /// Makes many operators side by side: reading their patterns is most of what a first compilation takes. Errors are left to <see cref="Get"/>.
    /// </summary>
    /// <returns>What has to be held on to until they are asked for.</returns>
    internal object Prepare(IEnumerable<OperatorText> texts)
    {
        var made = new ConcurrentBag<RuleOperator?>();
        Parallel.ForEach(texts, text => made.Add(Get(text, out _)));
        return made;
    }

    // Data files are named relative to the rule file, so that one argument may mean different files; and a file that has changed since is another.
    private static string FilesOf(OperatorText text)
    {
        if (!text.Name.Contains("file", StringComparison.OrdinalIgnoreCase) && !text.Name.EndsWith("f", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        var folder = Path.GetDirectoryName(text.Position.File) ?? "";
        var files = text.Argument
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(name => new FileInfo(Path.Combine(folder, name)))
            .Select(file => file.Exists ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}" : $"{file.FullName} -");
        return string.Join('\n', files);
    }
}
