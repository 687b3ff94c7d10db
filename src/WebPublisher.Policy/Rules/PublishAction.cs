using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Rules;

/// <summary>Forwards the request to a front-end farm.</summary>
public sealed record PublishAction : RuleAction
{
    /// <summary>The farm.</summary>
    public required FrontEndFarm To { get; init; }

    /// <summary>How the two legs are joined.</summary>
    public required Bridging Bridging { get; init; }

    /// <summary>Published prefix to inner prefix, or null when paths are the same on both sides.</summary>
    public PathMapping? PathMapping { get; init; }

    /// <summary>Whether the front end sees the published Host (default) rather than its own name.</summary>
    public bool SendOriginalHost { get; init; } = true;

    /// <summary>Edits to request header fields, after the product's own hygiene.</summary>
    public HeaderEdits RequestHeaders { get; init; } = HeaderEdits.None;

    /// <summary>Edits to response header fields, after the product's own hygiene.</summary>
    public HeaderEdits ResponseHeaders { get; init; } = HeaderEdits.None;

    /// <summary>Longest request body in bytes, or null for no limit; a longer one gets 413.</summary>
    public long? MaximumRequestBody { get; init; }
}
