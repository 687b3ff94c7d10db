using System.Xml;
using System.Xml.XPath;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>Compiles what a rule looks at.</summary>
internal sealed class TargetReader(CompilationContext context, SetTable sets)
{
    /// <summary>Compiles the targets of a rule; exclusions take away from what stands before them.</summary>
    public CompiledTarget[] Read(RuleDraft rule, int[] steps)
    {
        var compiled = new List<CompiledTarget>();
        for (var i = 0; i < rule.Targets.Count; i++)
        {
            var target = rule.Targets[i];
            if (target.IsExclusion)
            {
                continue;
            }

            if (VariableTable.Find(target.Variable) is not { } definition)
            {
                context.Fail(target.Position, $"The variable {target.Variable} is not supported{NearestName.Hint(target.Variable, VariableTable.Names)}");
                continue;
            }

            var exclusions = rule.Targets.Skip(i + 1).Where(other => other.IsExclusion && IsOf(other, definition)).ToList();
            if (exclusions.Exists(exclusion => TakesWhole(exclusion, target)))
            {
                continue;
            }

            compiled.Add(Read(target, VariableTable.InPhase(definition, rule.Actions.Phase), exclusions, rule, steps));
        }

        return [.. compiled];
    }

    private static bool IsOf(RuleTarget target, VariableDefinition definition) => VariableTable.Find(target.Variable)?.Variable == definition.Variable;

    // A count is one value, which only the same text without the sign takes away; so it is with a document.
    private static bool TakesWhole(RuleTarget exclusion, RuleTarget target)
        => exclusion.Selector is null || (!exclusion.IsPattern && !target.IsPattern && string.Equals(exclusion.Selector, target.Selector, StringComparison.OrdinalIgnoreCase));

    private CompiledTarget Read(RuleTarget target, VariableDefinition definition, List<RuleTarget> exclusions, RuleDraft rule, int[] steps)
    {
        var selector = context.Selector(target.Position, target.Selector, target.IsPattern);
        var taken = exclusions
            .Select(exclusion => context.Selector(exclusion.Position, exclusion.Selector, exclusion.IsPattern))
            .OfType<Selector>()
            .ToList();
        var isSlot = definition.Variable == Variable.Tx && selector is { IsPattern: false };
        var compiled = new CompiledTarget
        {
            Definition = definition,
            Written = VariableTable.Find(target.Variable)!.Variable,
            Selector = selector,
            Exclusions = taken,
            IsCount = target.IsCount,
            TxSlot = isSlot ? context.TxSlots.Of(ByteText.FromString(selector!.Text).Span.ToString()) : -1,
        };
        if (definition.IsStable)
        {
            compiled.Set = sets.Set(definition.Variable, selector, target.IsCount ? [] : taken, definition.Variable == Variable.Xml ? XPath(target, rule) : null);
            compiled.Views = target.IsCount ? [] : sets.ViewsOf(compiled.Set, steps);
        }

        return compiled;
    }

    private XPathExpression? XPath(RuleTarget target, RuleDraft rule)
    {
        if (target.Selector is null or "/*" or "//@*")
        {
            return null;
        }

        try
        {
            var expression = XPathExpression.Compile(target.Selector);
            var namespaces = new XmlNamespaceManager(new NameTable());
            foreach (var action in rule.Actions.Namespaces)
            {
                var equals = action.Argument!.IndexOf('=');
                namespaces.AddNamespace(action.Argument[..equals].Trim(), action.Argument[(equals + 1)..].Trim());
            }

            expression.SetContext(namespaces);
            return expression;
        }
        catch (Exception e) when (e is XPathException or ArgumentException)
        {
            context.Fail(target.Position, $"XML:{target.Selector} is no XPath expression: {e.Message}");
            return null;
        }
    }
}
