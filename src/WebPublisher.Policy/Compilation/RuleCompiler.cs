using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>publishingRules</c>.</summary>
/// <param name="listeners">Every listener of the policy.</param>
/// <param name="context">The load.</param>
internal sealed class RuleCompiler(ImmutableArray<ListenerPolicy> listeners, CompilationContext context)
{
    private const int WeakestKey = 128;

    private readonly Dictionary<string, Located<string>> _names = new(StringComparer.Ordinal);

    /// <summary>Compiles every rule in order and checks what it needs of the listeners. Rules with errors are left out.</summary>
    public IReadOnlyList<CompiledRule> Compile(IEnumerable<PublishingRuleDocument> documents)
    {
        var rules = documents.Select(Compile).OfType<CompiledRule>().ToList();
        if (context.Listeners.IsComplete)
        {
            RuleReach.Check(rules, context.Diagnostics);
            CertificateCoverage.Check(rules, context.Diagnostics);
        }

        return rules;
    }

    private CompiledRule? Compile(PublishingRuleDocument document)
    {
        CheckName(document);
        var complete = document.Name is not null;

        // Every reference is resolved before anything is given up, so that all errors are reported and nothing counts as unused by mistake.
        var listenerNames = document.Listeners.Select(context.Listeners.Resolve).ToList();
        complete &= !listenerNames.Contains(null) && document.Has(nameof(document.Listeners)) == (listenerNames.Count > 0);
        var destinations = Resolve(document.Destinations, DestinationSetCompiler.All, context.DestinationSets, ref complete);
        var clients = Resolve(document.Clients, ClientAddressSetCompiler.Any, context.ClientAddressSets, ref complete);
        var schedule = Resolve(document.Schedule, ScheduleCompiler.Always, context.Schedules, ref complete);
        CheckMethods(document.Methods);
        CheckChannel(document);

        var action = new RuleActionCompiler(context).Compile(document, destinations);
        complete &= document.Has(nameof(document.Methods)) == (document.Methods.Count > 0);
        if (!complete || action is null)
        {
            return null;
        }

        var rule = new PublishingRule
        {
            Name = document.Name!.Value.Value,
            Location = document.Start,
            Listeners = listenerNames.Count == 0 ? null : listenerNames.Select(l => l!.Name).ToFrozenSet(StringComparer.Ordinal),
            Destinations = destinations,
            Clients = clients,
            Schedule = schedule,
            Methods = document.Methods.Count == 0 ? null : document.Methods.Select(m => m.Value).ToFrozenSet(StringComparer.Ordinal),
            Action = action,
            RequireSecureChannel = document.RequireSecureChannel?.Value ?? true,
            RedirectToHttps = document.RedirectToHttps?.Value ?? false,
            MinimumKeyBits = document.MinimumKeyBits?.Value ?? WeakestKey,
        };
        return new CompiledRule(document, rule, listenerNames.Count == 0 ? listeners : [.. listenerNames.OfType<ListenerPolicy>()]);
    }

    private void CheckName(PublishingRuleDocument document)
    {
        if (document.Name is not { } name)
        {
            return;
        }

        if (name.Value.Equals(PublishingRule.Default.Name, StringComparison.OrdinalIgnoreCase))
        {
            context.Diagnostics.Error(
                name.Location, "'Default rule' is the name of the rule that ends every policy and denies everything; choose another name");
        }
        else if (!_names.TryAdd(name.Value, name))
        {
            context.Diagnostics.Error(name.Location, $"rule {Quoted.Text(name.Value)} is already declared at {_names[name.Value].Location}");
        }
    }

    private static T? Resolve<T>(Located<string>? reference, string open, NameTable<T> table, ref bool complete)
        where T : class
    {
        if (reference is not { } written || written.Value == open)
        {
            return null;
        }

        var value = table.Resolve(written);
        complete &= value is not null;
        return value;
    }

    private void CheckMethods(DocumentList<Located<string>> methods)
    {
        foreach (var method in methods)
        {
            if (!HeaderText.IsToken(method.Value))
            {
                context.Diagnostics.Error(method.Location, $"{Quoted.Text(method.Value)} is not a method");
            }
            else if (method.Value.Any(char.IsAsciiLetterLower))
            {
                context.Diagnostics.Error(method.Location, $"methods are case-sensitive; write {method.Value.ToUpperInvariant()}");
            }
            else if (method.Value is "CONNECT")
            {
                context.Diagnostics.Error(method.Location, "CONNECT is never published: this is no forward proxy");
            }
        }
    }

    private void CheckChannel(PublishingRuleDocument document)
    {
        if (document is { RequireSecureChannel.Value: false, RedirectToHttps: { Value: true } redirect })
        {
            context.Diagnostics.Error(redirect.Location, "redirectToHttps has no meaning beside requireSecureChannel: false, which serves plain HTTP");
        }

        if (document.Require128Bit is { Value: false } weaker)
        {
            context.Diagnostics.Error(weaker.Location, "keys of fewer than 128 bits are never accepted; leave require128Bit out");
        }
    }
}
