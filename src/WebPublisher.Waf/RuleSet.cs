using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf;

/// <summary>Compiled rules: immutable, shared by all threads. Semantics are those of mod_security2 2.9.</summary>
public sealed class RuleSet
{
    private RuleSet(WafSettings settings)
    {
        Settings = settings;
    }

    /// <summary>What the directives set: engine mode, limits, access to bodies.</summary>
    public WafSettings Settings { get; }

    /// <summary>Compiles directives; a rule set with any error does not exist.</summary>
    /// <param name="directives">The directives of all files, in their order.</param>
    /// <param name="time">The clock of variables like <c>TIME</c>, of expiry and of the time budget.</param>
    /// <param name="shared">Operators that other rule sets compiled already; rule sets that differ in a few exclusions share nearly all.</param>
    public static RuleSetCompilation Compile(IReadOnlyList<Directive> directives, TimeProvider time, SharedOperators? shared = null)
    {
        return new RuleSetCompilation(new RuleSet(new WafSettings()), []);
    }

    /// <summary>A transaction to judge one request and its response by; from a pool, and back to it when disposed of.</summary>
    public Transaction Begin() => new(this);
}
