namespace WebPublisher.Policy.Documents.Binding;

/// <summary>The word by which a policy names an enumeration's member, where it is not the member's name in camelCase.</summary>
/// <param name="word">The word.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class WordAttribute(string word) : Attribute
{
    /// <summary>The word.</summary>
    public string Word { get; } = word;
}
