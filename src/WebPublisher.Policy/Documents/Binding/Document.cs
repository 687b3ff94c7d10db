using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>
/// What an operator wrote under one heading: every key may be absent, every value knows its place. Documents are read by <see cref="DocumentReader"/> and turned
/// into policy by a compiler; nothing else uses them.
/// </summary>
public abstract record Document
{
    private ImmutableDictionary<string, SourceLocation> _keys = ImmutableDictionary<string, SourceLocation>.Empty;

    /// <summary>Where it begins.</summary>
    public SourceLocation Start { get; private set; }

    /// <summary>Whether the key of the property named <paramref name="property"/> was written, even with a bad value.</summary>
    public bool Has(string property) => _keys.ContainsKey(property);

    /// <summary>Where the key of the property named <paramref name="property"/> stands; the document's own place when it is absent.</summary>
    public SourceLocation LocationOf(string property) => _keys.GetValueOrDefault(property, Start);

    internal void Place(SourceLocation location, ImmutableDictionary<string, SourceLocation> keys)
    {
        Start = location;
        _keys = keys;
    }

    internal ImmutableDictionary<string, SourceLocation> Keys => _keys;
}
