using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Waf;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// The compiled rules of the policies in use. Rules are compiled before a policy comes into force, once for all sections that ask the same of them, and are kept as long as a
/// policy that asks for them: a reload that changes nothing about them costs nothing. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock that rules see.</param>
public sealed class FirewallRules(TimeProvider time)
{
    // Somebody who names the wrong folder should see that, and not thousands of lines.
    private const int MostErrors = 50;

    private readonly Lock _gate = new();
    private readonly SharedOperators _operators = new();
    private readonly ConditionalWeakTable<WafPolicy, RuleSet> _byPolicy = [];
    private readonly Dictionary<string, WeakReference<RuleSet>> _byKey = new(StringComparer.Ordinal);

    /// <summary>Compiles the rules of a policy that was loaded: what is wrong with them is wrong with it.</summary>
    /// <param name="loaded">The policy, and what was found out about it; errors are added.</param>
    /// <returns>The same, without the policy where its rules have errors.</returns>
    public PolicyLoadResult Examine(PolicyLoadResult loaded)
    {
        if (loaded.Policy is not { } policy)
        {
            return loaded;
        }

        Prepare(policy.Web, loaded.Diagnostics);
        return loaded.Diagnostics.HasErrors ? loaded with { Policy = null } : loaded;
    }

    /// <summary>Compiles what is not compiled yet of the rules that a policy asks for.</summary>
    /// <param name="web">The policy.</param>
    /// <param name="diagnostics">Is told what is wrong with them, by the file they stand in.</param>
    public void Prepare(WebPolicy web, DiagnosticList diagnostics)
    {
        lock (_gate)
        {
            foreach (var gone in _byKey.Where(entry => !entry.Value.TryGetTarget(out _)).Select(entry => entry.Key).ToList())
            {
                _byKey.Remove(gone);
            }

            var wanted = Of(web).Where(policy => !_byPolicy.TryGetValue(policy, out _))
                .Select(policy => (Policy: policy, Key: FirewallSource.KeyOf(policy))).ToList();
            var made = Make([.. wanted.DistinctBy(entry => entry.Key, StringComparer.Ordinal).Where(entry => Known(entry.Key) is null)], diagnostics);
            foreach (var (policy, key) in wanted)
            {
                if (Known(key) is { } rules)
                {
                    _byPolicy.AddOrUpdate(policy, rules);
                }
            }

            // Until here nothing but this holds on to them.
            GC.KeepAlive(made);
        }
    }

    /// <summary>Compiles the rules of a section, as listeners judge by them.</summary>
    /// <param name="policy">The firewall of the section.</param>
    /// <returns>The rules, or every error of theirs; those of texts that the policy stands for are in a file named <c>(policy)</c>.</returns>
    public RuleSetCompilation Compile(WafPolicy policy)
    {
        var parsed = RuleSetParser.Parse(FirewallSource.Of(policy));
        var compiled = RuleSet.Compile(parsed.Directives, time, _operators, new TransactionBudget { Time = policy.TimeBudget });
        return parsed.Errors.Count == 0 ? compiled : new RuleSetCompilation(null, [.. parsed.Errors, .. compiled.Errors]);
    }

    /// <summary>The rules of a section of a policy that was prepared.</summary>
    internal RuleSet Find(WafPolicy policy) =>
        _byPolicy.TryGetValue(policy, out var rules) ? rules : throw new InvalidOperationException("the rules of a firewall are asked for before they are compiled");

    private static IEnumerable<WafPolicy> Of(WebPolicy web) =>
        web.Rules.Select(rule => rule.Action).OfType<PublishAction>().SelectMany(action => action.Sections)
            .Where(section => section.IsPublished).Select(section => section.Firewall).OfType<WafPolicy>();

    private RuleSet? Known(string key) => _byKey.TryGetValue(key, out var known) && known.TryGetTarget(out var rules) ? rules : null;

    private RuleSetCompilation[] Make(IReadOnlyList<(WafPolicy Policy, string Key)> missing, DiagnosticList diagnostics)
    {
        var made = new RuleSetCompilation[missing.Count];

        // The first makes the operators that the others share with it.
        if (made.Length > 0)
        {
            made[0] = CompileWarm(missing[0].Policy);
            Parallel.For(1, made.Length, i => made[i] = CompileWarm(missing[i].Policy));
        }

        foreach (var ((policy, key), compiled) in missing.Zip(made))
        {
            Tell([.. compiled.Errors], policy, diagnostics);
            if (compiled.RuleSet is { } rules)
            {
                _byKey[key] = new WeakReference<RuleSet>(rules);
            }
        }

        return made;
    }

    private RuleSetCompilation CompileWarm(WafPolicy policy)
    {
        var compiled = Compile(policy);
        if (compiled.RuleSet is { } rules)
        {
            WarmUp.Run(rules);
        }

        return compiled;
    }

    private static void Tell(ImmutableArray<RuleSetError> errors, WafPolicy policy, DiagnosticList diagnostics)
    {
        foreach (var error in errors.Take(MostErrors))
        {
            var position = error.Position;
            var location = position.File == RuleText.Name ? policy.Location : new SourceLocation(position.File, position.Line, position.Column);
            diagnostics.Error(location, error.Message);
        }

        if (errors.Length > MostErrors)
        {
            diagnostics.Error(policy.Location, $"the rule set has {errors.Length - MostErrors} more errors");
        }
    }
}
