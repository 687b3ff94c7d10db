using System.Collections;
using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>A list in a document. Items that could not be read are left out; each of them was reported.</summary>
/// <typeparam name="T">A document, a located value, or a list or map of them.</typeparam>
/// <param name="location">Where it begins.</param>
/// <param name="items">Its items.</param>
public sealed class DocumentList<T>(SourceLocation location, ImmutableArray<T> items) : IReadOnlyList<T>
{
    /// <summary>A list that was not written.</summary>
    public DocumentList()
        : this(default, [])
    {
    }

    /// <summary>Where it begins.</summary>
    public SourceLocation Location { get; } = location;

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
