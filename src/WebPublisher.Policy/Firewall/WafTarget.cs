namespace WebPublisher.Policy.Firewall;

/// <summary>Something of a request that a rule may look at, as the rule language writes it: <c>ARGS:q</c>, <c>REQUEST_COOKIES:/^id_/</c>, <c>REQUEST_BODY</c>.</summary>
/// <param name="Collection">The collection or variable, in upper case.</param>
/// <param name="Selector">What of it is meant, without the slashes of a regular expression; null for all.</param>
/// <param name="IsPattern">Whether the selector is a regular expression.</param>
public sealed record WafTarget(string Collection, string? Selector, bool IsPattern)
{
    /// <inheritdoc/>
    public override string ToString() => Selector is null ? Collection : IsPattern ? $"{Collection}:/{Selector}/" : $"{Collection}:{Selector}";
}
