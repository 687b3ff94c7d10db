using Microsoft.AspNetCore.Http;
using WebPublisher.Policy;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Rules;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// The Destination field of WebDAV's COPY and MOVE (RFC 4918 section 10.3): a second URL that the request acts on, and that is judged like the first. Otherwise whoever may
/// write to a published folder could put what is there into one that is not.
/// </summary>
internal static class DestinationField
{
    /// <summary>The name of the field.</summary>
    public const string Name = "Destination";

    /// <summary>Reads and judges it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="policy">The policy it is judged by.</param>
    /// <param name="query">What the rules were asked of the request itself.</param>
    /// <param name="outcome">What they said.</param>
    /// <param name="destination">Its canonical form; null when there is no such field.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Judge(HttpRequest request, WebPolicy policy, in RuleQuery query, in RuleOutcome outcome, out CanonicalTarget? destination)
    {
        destination = null;
        if (!request.Headers.TryGetValue(Name, out var values))
        {
            return null;
        }

        // Simple-ref (RFC 4918 section 8.3): an absolute URL, or a path.
        var target = query.Target;
        var url = values.Count == 1 ? values[0] ?? "" : "";
        var reason = values.Count == 1 ? null : $"{values.Count} of them";
        var isRead = reason is null && (url.StartsWith('/')
            ? CanonicalTarget.TryParse(new Authority(target.Host, target.Port), url, out destination, out reason)
            : CanonicalTarget.TryParseUrl(url, out _, out destination, out reason));
        if (!isRead || destination is null)
        {
            return new Denial(DenialReason.InvalidHeader, $"Destination: {reason}");
        }

        if (!destination.Host.Equals(target.Host, StringComparison.Ordinal))
        {
            return new Denial(DenialReason.ForeignUrl, $"Destination on '{destination.Host}'");
        }

        var there = RuleOutcome.Decide(policy, query with { Target = destination });
        return ReferenceEquals(there.Rule, outcome.Rule) && there.Publish is not null ? HttpFilter.JudgeTarget(there.Section?.HttpFilter, query.Method, destination)
            : new Denial(there.Denial?.Reason ?? DenialReason.NotPublished, $"Destination {destination.EncodedPath}, by rule '{there.Rule.Name}'");
    }
}
