using System.Collections.Immutable;
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

    /// <summary>The kind of webmail that was named, or null.</summary>
    public string? Profile { get; init; }

    /// <summary>The parts of the site; a path belongs to the first that has it, and a path that none has is not published by the rule. Never empty.</summary>
    public ImmutableArray<PublishSection> Sections { get; init; } = [PublishSection.Whole];

    /// <summary>The section that publishes a path, or null.</summary>
    /// <param name="path">The canonical, decoded path.</param>
    /// <param name="reduced">What a lenient back end may take the path for: a section that is not published must not be reached by it.</param>
    public PublishSection? FindSection(string path, string reduced)
    {
        foreach (var section in Sections)
        {
            if (section.Covers(path) || (!section.IsPublished && section.Covers(reduced)))
            {
                return section.IsPublished ? section : null;
            }
        }

        return null;
    }
}
