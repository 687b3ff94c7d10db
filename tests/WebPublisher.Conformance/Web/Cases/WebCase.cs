namespace WebPublisher.Conformance.Web.Cases;

/// <summary>A request, often a broken one, and what may become of it.</summary>
internal sealed record WebCase
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of thing it is about.</summary>
    public required string Group { get; init; }

    /// <summary>How much it weighs: <c>must</c>, <c>policy</c> or <c>compat</c>.</summary>
    public string Level { get; init; } = "must";

    /// <summary>Who wrote it: <c>own</c>, or somebody else's name.</summary>
    public string Source { get; init; } = "own";

    /// <summary>What has to become of it.</summary>
    public required Expectation Expectation { get; init; }

    /// <summary>HTTP/1.1: the octets sent, an octet a character; null for HTTP/2. <c>{{ID}}</c> stands for the request's mark, <c>@@REPEAT:c:n@@</c> for n times c.</summary>
    public string? Raw { get; init; }

    /// <summary>HTTP/2: the fields in their order, pseudo fields among them.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>HTTP/2: the body, or null for none.</summary>
    public string? Data { get; init; }

    /// <summary>HTTP/2: the trailer fields, or null for none.</summary>
    public IReadOnlyList<Field>? Trailers { get; init; }

    /// <summary>What else is required.</summary>
    public Requirements Requirements { get; init; } = new();

    /// <summary>The first requirement that is not understood; null when all are.</summary>
    public string? Unknown { get; init; }

    /// <summary>The file it stands in.</summary>
    public string File { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Group}/{Id}";
}
