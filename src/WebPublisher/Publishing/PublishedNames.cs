using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Publishing;

/// <summary>The host names that a policy publishes.</summary>
public static class PublishedNames
{
    /// <summary>
    /// Names in the destination sets of rules that publish or redirect, in order, each once. Wildcards and addresses are left out: there is no one name to look up.
    /// </summary>
    public static ImmutableArray<string> Of(WebPolicy policy) =>
    [
        .. policy.Rules
            .Where(rule => rule.Action is not DenyAction)
            .SelectMany(rule => rule.Destinations?.Destinations ?? [])
            .Where(destination => !destination.Host.IsWildcard && !IPAddress.TryParse(destination.Host.Text, out _))
            .Select(destination => destination.Host.Text)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
