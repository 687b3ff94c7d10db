using System.Collections.Immutable;

namespace WebPublisher.Policy.Directories;

/// <summary>A search filter (RFC 4515) with places for a mail address, read once: an address fills a value, and can never be a part of the filter's own structure.</summary>
public sealed record DirectoryFilter
{
    /// <summary>How deep filters stand within filters.</summary>
    public const int MaximumDepth = 16;

    /// <summary>What stands for the address.</summary>
    public const string Placeholder = "{0}";

    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>What it asks.</summary>
    public required DirectoryFilterKind Kind { get; init; }

    /// <summary>The parts of <see cref="DirectoryFilterKind.And"/>, <see cref="DirectoryFilterKind.Or"/> and <see cref="DirectoryFilterKind.Not"/>.</summary>
    public ImmutableArray<DirectoryFilter> Parts { get; init; } = [];

    /// <summary>The attribute; empty where parts or a matching rule do without.</summary>
    public string Attribute { get; init; } = "";

    /// <summary>
    /// The value; of <see cref="DirectoryFilterKind.Substrings"/> the pieces, where an empty first or last one stands for an open end; none of <see cref="DirectoryFilterKind.Present"/>.
    /// </summary>
    public ImmutableArray<DirectoryValue> Values { get; init; } = [];

    /// <summary>The matching rule of <see cref="DirectoryFilterKind.Extensible"/>; empty for that of the attribute.</summary>
    public string MatchingRule { get; init; } = "";

    /// <summary>Whether <see cref="DirectoryFilterKind.Extensible"/> looks at the entry's own name too.</summary>
    public bool WithEntryName { get; init; }

    /// <summary>Whether the address has a place in it.</summary>
    public bool HasPlaceholder => Parts.Any(part => part.HasPlaceholder) || Values.Any(value => value.HasPlaceholder);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
