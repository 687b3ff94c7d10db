namespace WebPublisher.Web.Pipeline;

/// <summary>A connection's feature that names the listener it came in by; the policy is looked up again for each request, so that a reload reaches open connections.</summary>
/// <param name="Name">The listener's name.</param>
public sealed record ListenerFeature(string Name);
