using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Compilation.Mail.Screening;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles the section <c>agents</c>.</summary>
internal sealed class AgentCompiler(PolicyDocument policy, CompilationContext context)
{
    /// <summary>Compiles every agent; those with errors are reported and left out.</summary>
    /// <param name="accepted">The accepted domains.</param>
    public ImmutableArray<AgentPolicy> Compile(ImmutableArray<AcceptedDomain> accepted)
    {
        var agents = ImmutableArray.CreateBuilder<AgentPolicy>();
        var places = new Dictionary<string, AgentDocument>(StringComparer.Ordinal);
        foreach (var document in policy.Agents)
        {
            var kinds = new (string Key, Func<AgentPolicy?> Compile)[]
            {
                (nameof(document.ConnectionFilter), () => ConnectionFilter(document)),
                (nameof(document.SenderFilter), () => SenderFilter(document)),
                (nameof(document.RecipientFilter), () => RecipientFilter(document, accepted)),
                (nameof(document.SenderId), () => SenderId(document)),
                (nameof(document.EdgeRules), () => document.EdgeRules is { } rules ? new EdgeRuleCompiler(rules, context).Compile(document.Start) : null),
                (nameof(document.AddressRewriting), () => document.AddressRewriting is { } rewriting ? new AddressRewritingCompiler(rewriting, accepted, context).Compile(document.Start) : null),
                (nameof(document.Antivirus), () => AntivirusCompiler.Compile(document.Antivirus, document.Start, context)),
                (nameof(document.ProtocolAnalysis), () => ProtocolAnalysis(document)),
                (nameof(document.ContentFilter), () => ContentFilterCompiler.Compile(document.ContentFilter, document.Start, context)),
                (nameof(document.Screener), () => document.Screener is { } screener ? Screener(screener, document.Start) : null),
                (nameof(document.AttachmentFilter), () => AttachmentFilterCompiler.Compile(document.AttachmentFilter, document.Start, context.Diagnostics)),
                (nameof(document.MimeFilter), () => MimeFilter(document)),
            };
            var named = kinds.Where(kind => document.Has(kind.Key)).ToArray();
            if (named.Length != 1)
            {
                var known = string.Join(", ", kinds.Select(kind => Key(kind.Key)));
                context.Diagnostics.Error(document.Start, $"expected one agent under one hyphen: {known}; found {(named.Length == 0 ? "none" : string.Join(" and ", named.Select(kind => Key(kind.Key))))}");
                continue;
            }

            if (!places.TryAdd(named[0].Key, document))
            {
                context.Diagnostics.Error(document.Start, $"the agent '{Key(named[0].Key)}' is already declared at {places[named[0].Key].Start}");
            }
            else if (named[0].Compile() is { } agent)
            {
                agents.Add(agent with { OnError = document.OnError?.Value ?? AgentErrorAction.Defer, Timeout = document.Timeout?.Value ?? agent.Timeout });
            }
        }

        if (policy.Screener.Count > 0 && !places.ContainsKey(nameof(AgentDocument.Screener)))
        {
            agents.Add(Screener(document: null, policy.Screener.Location));
        }

        return agents.ToImmutable();
    }

    private ScreenerPolicy Screener(ScreenerDocument? document, SourceLocation location)
    {
        if (policy.Screener.Count == 0)
        {
            context.Diagnostics.Warning(location, "this screener has no rules: the section 'screener' is missing");
        }

        return new ScreenerCompiler(policy.Screener, context).Compile(document, location);
    }

    private static MimeFilterPolicy? MimeFilter(AgentDocument agent)
    {
        if (agent.MimeFilter is not { } document)
        {
            return null;
        }

        var usual = new MimeFilterPolicy { Location = agent.Start };
        return usual with
        {
            Ambiguous = document.Ambiguous?.Value ?? usual.Ambiguous,
            Limit = document.Limit?.Value ?? usual.Limit,
            Incomplete = document.Incomplete?.Value ?? usual.Incomplete,
            Unreadable = document.Unreadable?.Value ?? usual.Unreadable,
        };
    }

    private ConnectionFilterPolicy? ConnectionFilter(AgentDocument agent) =>
        agent.ConnectionFilter is { } document ? new ConnectionFilterCompiler(context).Compile(agent, document) : null;

    private SenderFilterPolicy? SenderFilter(AgentDocument agent)
    {
        if (agent.SenderFilter is not { } document)
        {
            return null;
        }

        foreach (var domain in document.BlockedDomains.Concat(document.BlockedDomainsAndSubdomains).Where(domain => domain.Value?.Text == "*"))
        {
            context.Diagnostics.Error(domain.Location, "blocking every domain would refuse all mail; list the domains that are meant");
        }

        foreach (var domain in document.BlockedDomainsAndSubdomains.Where(domain => domain.Value?.Text.StartsWith("*.", StringComparison.Ordinal) == true))
        {
            context.Diagnostics.Error(domain.Location, $"the domains below a name are blocked with it here; write {Quoted.Text(domain.Value.Text[2..])}, or use 'blockedDomains'");
        }

        if (document.BlankSender is { Value: BlankSenderWord.Reject } blank)
        {
            context.Diagnostics.Warning(blank.Location, "blankSender: reject refuses every bounce: your users will not learn what became of mail that could not be delivered");
        }

        return new SenderFilterPolicy
        {
            Location = agent.Start,
            Blocked = Addresses(document.Blocked),
            BlockedDomains = new DomainList([.. document.BlockedDomains.Concat(Below(document.BlockedDomainsAndSubdomains)).Select(domain => domain.Value).OfType<DomainPattern>().Distinct()]),
            Action = document.Action?.Value ?? SenderFilterAction.Reject,
            RejectsBlankSender = document.BlankSender?.Value == BlankSenderWord.Reject,
        };
    }

    private RecipientFilterPolicy? RecipientFilter(AgentDocument agent, ImmutableArray<AcceptedDomain> accepted) =>
        agent.RecipientFilter is { } document ? new RecipientFilterCompiler(document, accepted, context).Compile(agent.Start) : null;

    private SenderIdPolicy? SenderId(AgentDocument agent)
    {
        if (agent.SenderId is not { } document)
        {
            return null;
        }

        foreach (var domain in document.ExemptDomains.Where(domain => domain.Value?.Text == "*"))
        {
            context.Diagnostics.Error(domain.Location, "exempting every domain would ask none; leave the agent out, or list the domains that are meant");
        }

        return new SenderIdPolicy
        {
            Location = agent.Start,
            Identity = document.Identity?.Value ?? SenderIdentity.MailFrom,
            OnFail = document.OnFail?.Value ?? SenderIdFailAction.Stamp,
            OnTempError = document.OnTempError?.Value ?? SenderIdTempErrorAction.Stamp,
            ExemptDomains = new DomainList([.. document.ExemptDomains.Select(domain => domain.Value).OfType<DomainPattern>()]),
        };
    }

    private static ProtocolAnalysisPolicy? ProtocolAnalysis(AgentDocument agent)
    {
        if (agent.ProtocolAnalysis is not { } document)
        {
            return null;
        }

        var policy = new ProtocolAnalysisPolicy { Location = agent.Start };
        return policy with
        {
            MinimumMessages = document.MinimumMessages?.Value ?? policy.MinimumMessages,
            BlockAt = document.BlockAt?.Value ?? policy.BlockAt,
            BlockFor = document.BlockFor?.Value ?? policy.BlockFor,
        };
    }

    /// <summary>Each domain, and all below it.</summary>
    private static IEnumerable<Located<DomainPattern>> Below(DocumentList<Located<DomainPattern>> domains) =>
        domains.Where(d => d.Value is not null).SelectMany(d => new[] { d, d with { Value = new DomainPattern($"*.{d.Value.Text.TrimStart('*', '.')}") } });

    private static FrozenSet<string> Addresses(DocumentList<Located<Mailbox>> list) => list.Select(entry => entry.Value.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string Key(string property) => char.ToLowerInvariant(property[0]) + property[1..];
}
