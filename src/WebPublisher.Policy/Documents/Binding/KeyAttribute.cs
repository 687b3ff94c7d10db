namespace WebPublisher.Policy.Documents.Binding;

/// <summary>
/// Describes one key of a document. Reading, its errors, the JSON Schema and the policy reference all come from this one description. The key itself is the
/// property's name in camelCase.
/// </summary>
/// <param name="description">What the key means, as a sentence for operators.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string description) : Attribute
{
    /// <summary>What the key means.</summary>
    public string Description { get; } = description;

    /// <summary>Whether a document without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>What holds when it is absent, as an operator would write it, or a few words in parentheses; null when absence means absence.</summary>
    public string? Default { get; init; }

    /// <summary>A value as an operator would write it.</summary>
    public string? Example { get; init; }

    /// <summary>The least value, in the notation of its type; applies to the items of a list.</summary>
    public string? Minimum { get; init; }

    /// <summary>The greatest value, in the notation of its type; applies to the items of a list.</summary>
    public string? Maximum { get; init; }

    /// <summary>The only values, in the notation of their type.</summary>
    public string[] OneOf { get; init; } = [];

    /// <summary>Whether an empty text or list is a value; it is nearly always a mistake.</summary>
    public bool MayBeEmpty { get; init; }
}
