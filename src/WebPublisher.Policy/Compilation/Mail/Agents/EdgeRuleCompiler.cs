using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles edge rules.</summary>
/// <param name="document">What the operator wrote.</param>
/// <param name="context">The load.</param>
internal sealed class EdgeRuleCompiler(EdgeRulesDocument document, CompilationContext context)
{
    private const int LongestWord = 1000;

    /// <summary>Compiles them; rules with errors are reported and left out.</summary>
    /// <param name="location">Where the agent is declared.</param>
    public EdgeRulesPolicy Compile(SourceLocation location)
    {
        if (document.Rules.Count > EdgeRulesPolicy.MaximumRules)
        {
            context.Diagnostics.Error(document.Rules.Location, $"there are {EdgeRulesPolicy.MaximumRules} edge rules at most");
        }

        var names = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        var rules = ImmutableArray.CreateBuilder<EdgeRule>();
        foreach (var rule in document.Rules)
        {
            if (rule.Name is { } name && !names.TryAdd(name.Value, name.Location))
            {
                context.Diagnostics.Error(name.Location, $"edge rule {Quoted.Text(name.Value)} is already declared at {names[name.Value]}");
            }

            var (when, except) = (Conditions(rule.When), Conditions(rule.Except));
            if (rule.Then is { } actions)
            {
                rules.Add(new EdgeRule(rule.Name?.Value ?? "", when, except, new EdgeActionsCompiler(actions, context).Compile(), rule.Start));
            }
        }

        WarnOfUnreachable(rules);
        return new EdgeRulesPolicy { Location = location, Rules = rules.ToImmutable() };
    }

    private EdgeConditions Conditions(EdgeConditionsDocument? conditions)
    {
        if (conditions is null)
        {
            return new EdgeConditions();
        }

        if (conditions.Keys.IsEmpty)
        {
            context.Diagnostics.Error(conditions.Start, "there is no condition here; leave the key out, or write one");
        }

        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, ImmutableArray<TextPattern>>>();
        foreach (var (name, patterns) in conditions.Headers)
        {
            if (!MailHeaderText.IsName(name.Value))
            {
                context.Diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} is not the name of a header field; it has letters, digits and hyphens");
            }

            headers.Add(new(name.Value, Patterns(patterns ?? new())));
        }

        return new EdgeConditions
        {
            Recipients = Patterns(conditions.Recipients),
            Senders = Patterns(conditions.Senders),
            Headers = headers.ToImmutable(),
            Subject = Text(conditions.Subject),
            SubjectOrBody = Text(conditions.SubjectOrBody),
            AttachmentSize = conditions.AttachmentSize?.Value.Bytes,
            MessageSize = conditions.MessageSize?.Value.Bytes,
            Scl = conditions.Scl?.Value,
        };
    }

    private EdgeText Text(EdgeTextDocument? text)
    {
        if (text is null)
        {
            return EdgeText.None;
        }

        if (text.Keys.IsEmpty)
        {
            context.Diagnostics.Error(text.Start, "expected 'words' or 'patterns'");
        }

        foreach (var word in text.Words.Where(word => word.Value.Length > LongestWord || !word.Value.Any(char.IsLetterOrDigit)))
        {
            context.Diagnostics.Error(word.Location, $"words have letters or digits, and {LongestWord} characters at most");
        }

        return new EdgeText([.. text.Words.Select(word => word.Value)], Patterns(text.Patterns));
    }

    private static ImmutableArray<TextPattern> Patterns(DocumentList<Located<TextPattern>> patterns) => [.. patterns.Select(pattern => pattern.Value)];

    private void WarnOfUnreachable(IReadOnlyList<EdgeRule> rules)
    {
        var last = rules.FirstOrDefault(rule => rule.When.IsEmpty && rule.Except.IsEmpty && (rule.Then.Stop || rule.Then.Delete || rule.Then.Disconnect || rule.Then.Reject is not null));
        if (last is { Name.Length: > 0 } && !ReferenceEquals(last, rules[^1]))
        {
            context.Diagnostics.Warning(last.Location, $"the rules behind {Quoted.Text(last.Name)} are never looked at: it ends with every message");
        }
    }
}
