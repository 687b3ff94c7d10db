namespace WebPublisher.Policy.Documents.Binding;

/// <summary>Describes a kind of document.</summary>
/// <param name="noun">What it is called in errors, with its article: <c>a listener</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DocumentAttribute(string noun) : Attribute
{
    /// <summary>What it is called in errors, with its article.</summary>
    public string Noun { get; } = noun;

    /// <summary>The property that a single value, or a list where it is one, in the place of the mapping stands for; null when there has to be a mapping.</summary>
    public string? Short { get; init; }

    /// <summary>Whether what is written closer replaces all of it, rather than key by key, because its keys only make sense together.</summary>
    public bool ReplacedWhole { get; init; }

    /// <summary>
    /// What to say when something else than a mapping stands in its place. Used for secrets, where an operator may have written the secret itself: the answer
    /// explains and never repeats the value.
    /// </summary>
    public string? InsteadOfMapping { get; init; }
}
