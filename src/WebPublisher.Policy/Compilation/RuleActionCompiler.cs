using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles what a rule does.</summary>
internal sealed class RuleActionCompiler(CompilationContext context)
{
    private static readonly (string Property, string Key)[] PublishOnly =
    [
        (nameof(PublishingRuleDocument.To), "to"),
        (nameof(PublishingRuleDocument.Bridging), "bridging"),
        (nameof(PublishingRuleDocument.SendOriginalHost), "sendOriginalHost"),
        (nameof(PublishingRuleDocument.PathMapping), "pathMapping"),
        (nameof(PublishingRuleDocument.RequestHeaders), "requestHeaders"),
        (nameof(PublishingRuleDocument.ResponseHeaders), "responseHeaders"),
        (nameof(PublishingRuleDocument.Profile), "profile"),
        (nameof(PublishingRuleDocument.Sections), "sections"),
        .. SectionsCompiler.TreatmentKeys,
    ];

    private static readonly (string Property, string Key)[] ChannelKeys =
    [
        (nameof(PublishingRuleDocument.RequireSecureChannel), "requireSecureChannel"),
        (nameof(PublishingRuleDocument.RedirectToHttps), "redirectToHttps"),
        (nameof(PublishingRuleDocument.Require128Bit), "require128Bit"),
        (nameof(PublishingRuleDocument.MinimumKeyBits), "minimumKeyBits"),
    ];

    private static readonly (string Property, string Key)[] RedirectOnly = [(nameof(PublishingRuleDocument.Redirect), "redirect")];

    /// <summary>Compiles the action, or returns null after an error.</summary>
    /// <param name="document">The rule.</param>
    /// <param name="destinations">Its destinations; null for all.</param>
    public RuleAction? Compile(PublishingRuleDocument document, DestinationSet? destinations)
    {
        switch (document.Action?.Value)
        {
            case RuleActionWord.Publish:
                Refuse(document, RedirectOnly, "it belongs to action: redirect");
                return Publish(document, destinations);
            case RuleActionWord.Redirect:
                Refuse(document, PublishOnly, "it belongs to action: publish");
                return Redirect(document);
            case RuleActionWord.Deny:
                Refuse(document, PublishOnly, "it belongs to action: publish");
                Refuse(document, RedirectOnly, "it belongs to action: redirect");
                WarnOfChannel(document);
                return new DenyAction();
            default:
                return null;
        }
    }

    private void WarnOfChannel(PublishingRuleDocument document)
    {
        foreach (var (property, key) in ChannelKeys.Where(k => document.Has(k.Property)))
        {
            context.Diagnostics.Warning(document.LocationOf(property), $"'{key}' changes nothing here: what is denied is denied on any channel");
        }
    }

    private void Refuse(PublishingRuleDocument document, (string Property, string Key)[] keys, string reason)
    {
        var action = document.Action!.Value.Value.ToString().ToLowerInvariant();
        foreach (var (property, key) in keys)
        {
            if (document.Has(property))
            {
                context.Diagnostics.Error(document.LocationOf(property), $"'{key}' has no meaning in a rule whose action is {action}; {reason}");
            }
        }
    }

    private RedirectAction? Redirect(PublishingRuleDocument document)
    {
        if (!document.Has(nameof(document.Redirect)))
        {
            context.Diagnostics.Error(document.Action!.Value.Location, "a redirect needs a target; add redirect: { to: URL }");
        }

        return document.Redirect is null ? null : RedirectCompiler.Compile(document.Redirect, context);
    }

    private PublishAction? Publish(PublishingRuleDocument document, DestinationSet? destinations)
    {
        if (!document.Has(nameof(document.To)))
        {
            context.Diagnostics.Error(document.Action!.Value.Location, "a publishing rule needs a front end; add to: NAME");
        }

        var farm = document.To is { } reference ? context.FrontEnds.Resolve(reference) : null;
        var bridging = document.Bridging?.Value ?? Bridging.Https;
        var mapping = document.PathMapping is null ? null : PathMappingCompiler.Compile(document.PathMapping, destinations, context);
        var requestHeaders = HeaderEditsCompiler.Compile(document.RequestHeaders, context);
        var responseHeaders = HeaderEditsCompiler.Compile(document.ResponseHeaders, context);
        var sections = new SectionsCompiler(context).Compile(document);
        if (bridging == Bridging.Tunnel)
        {
            TunnelRule.Check(document, destinations, context.Diagnostics);
        }
        else if (bridging == Bridging.Http)
        {
            IpsecCoverage.Warn(document.Bridging!.Value.Location, farm, context);
        }

        if (farm is null || sections.IsEmpty)
        {
            return null;
        }

        return new PublishAction
        {
            To = farm,
            Bridging = bridging,
            PathMapping = mapping,
            SendOriginalHost = document.SendOriginalHost?.Value ?? true,
            RequestHeaders = requestHeaders,
            ResponseHeaders = responseHeaders,
            Profile = document.Profile?.Value,
            Sections = sections,
        };
    }
}
