using System.Collections.Immutable;

namespace WebPublisher.Policy.Rules;

/// <summary>Header fields to set or to remove; removal happens first.</summary>
/// <param name="Set">Name and value of each field to set; an existing field of that name is replaced.</param>
/// <param name="Remove">Names of fields to remove (case-insensitive).</param>
public sealed record HeaderEdits(ImmutableArray<KeyValuePair<string, string>> Set, ImmutableArray<string> Remove)
{
    /// <summary>Changes nothing.</summary>
    public static HeaderEdits None { get; } = new([], []);
}
