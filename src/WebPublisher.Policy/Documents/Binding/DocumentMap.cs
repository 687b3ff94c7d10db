using System.Collections;
using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>
/// Names and what they stand for, in written order. A name whose value could not be read is kept, so that references to it are no errors of their own.
/// </summary>
/// <typeparam name="T">A document, a located value, or a list of them.</typeparam>
/// <param name="location">Where it begins.</param>
/// <param name="entries">Its entries.</param>
public sealed class DocumentMap<T>(SourceLocation location, ImmutableArray<DocumentEntry<T>> entries) : IReadOnlyList<DocumentEntry<T>>
{
    /// <summary>A map that was not written.</summary>
    public DocumentMap()
        : this(default, [])
    {
    }

    /// <summary>Where it begins.</summary>
    public SourceLocation Location { get; } = location;

    /// <inheritdoc/>
    public int Count => entries.Length;

    /// <inheritdoc/>
    public DocumentEntry<T> this[int index] => entries[index];

    /// <inheritdoc/>
    public IEnumerator<DocumentEntry<T>> GetEnumerator() => ((IEnumerable<DocumentEntry<T>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
