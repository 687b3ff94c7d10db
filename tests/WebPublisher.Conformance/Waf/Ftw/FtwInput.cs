namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>A request as a test writes it down, before it is completed.</summary>
internal sealed record FtwInput
{
    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The target.</summary>
    public string Target { get; init; } = "/";

    /// <summary>The protocol.</summary>
    public string Version { get; init; } = "HTTP/1.1";

    /// <summary>Headers in their order.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body; empty for none.</summary>
    public string Data { get; init; } = "";

    /// <summary>The body in base64, which takes the place of <see cref="Data"/>; or null.</summary>
    public string? EncodedData { get; init; }

    /// <summary>The whole request in base64, which takes the place of all else; or null.</summary>
    public string? EncodedRequest { get; init; }

    /// <summary>The whole request with escapes, which takes the place of all else; or null.</summary>
    public string? RawRequest { get; init; }

    /// <summary>Whether headers that a body needs are added, and bodies of forms encoded.</summary>
    public bool IsCompleted { get; init; } = true;
}
