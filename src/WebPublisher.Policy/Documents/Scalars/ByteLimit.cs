namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A size that must not be exceeded, or <c>none</c>.</summary>
/// <param name="Maximum">The most bytes, or null for no limit.</param>
public readonly record struct ByteLimit(long? Maximum);
