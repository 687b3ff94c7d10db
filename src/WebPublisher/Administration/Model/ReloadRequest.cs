namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/reload</c>, <c>{}</c>: there is nothing to choose.</summary>
internal sealed record ReloadRequest;
