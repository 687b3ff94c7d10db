namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/drain</c>.</summary>
/// <param name="Drain">Whether to drain; false takes it back.</param>
/// <param name="Seconds">How long work under way has, after which the answer says what was left; null for 30.</param>
internal sealed record DrainRequest(
    bool Drain,
    double? Seconds);
