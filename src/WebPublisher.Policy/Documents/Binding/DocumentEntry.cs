namespace WebPublisher.Policy.Documents.Binding;

/// <summary>One name of a map with what it stands for.</summary>
/// <typeparam name="T">A document, a located value, or a list of them.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Value">What it stands for; null when that could not be read, which was reported.</param>
public sealed record DocumentEntry<T>(Located<string> Name, T? Value);
