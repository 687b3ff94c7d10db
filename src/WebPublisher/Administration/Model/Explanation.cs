namespace WebPublisher.Administration.Model;

/// <summary><c>GET /api/explain/{reference}</c>.</summary>
/// <param name="Reference">The number asked for.</param>
/// <param name="Text">What <c>webpublisher explain</c> prints for it.</param>
internal sealed record Explanation(
    string Reference,
    string Text);
