using System.Collections.Concurrent;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// Patterns that some rule set of the process holds, each once: every published section compiles its own variant of the same rules. A pattern that no rule set holds any
/// more goes with it. Thread safe.
/// </summary>
public static class PatternCache
{
    private const int SmallestSweep = 1024;
    private static readonly ConcurrentDictionary<(string Pattern, PatternFlags Flags), WeakReference<CompiledPattern>> Known = new();
    private static int _nextSweep = SmallestSweep;

    /// <summary>The compiled pattern, or why it is not understood.</summary>
    public static CompiledPattern? Find(string pattern, PatternFlags flags, out string? error)
    {
        error = null;
        if (Known.TryGetValue((pattern, flags), out var held) && held.TryGetTarget(out var known))
        {
            return known;
        }

        if (PatternTranslator.Translate(pattern, flags, out error) is not { } translated)
        {
            return null;
        }

        var compiled = new CompiledPattern(translated);
        Known[(pattern, flags)] = new WeakReference<CompiledPattern>(compiled);
        Sweep();
        return compiled;
    }

    private static void Sweep()
    {
        if (Known.Count < Volatile.Read(ref _nextSweep))
        {
            return;
        }

        foreach (var entry in Known.Where(entry => !entry.Value.TryGetTarget(out _)))
        {
            Known.TryRemove(entry);
        }

        Volatile.Write(ref _nextSweep, Math.Max(SmallestSweep, Known.Count * 2));
    }
}
