using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>A single value with its place.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Location">Where it stands.</param>
public readonly record struct Located<T>(T Value, SourceLocation Location);
