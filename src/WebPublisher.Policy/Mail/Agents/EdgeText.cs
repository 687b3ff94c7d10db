using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What a rule looks for in text: any of it is enough.</summary>
/// <param name="Words">Words and phrases of whole words, in any case.</param>
/// <param name="Patterns">Patterns.</param>
public sealed record EdgeText(ImmutableArray<string> Words, ImmutableArray<TextPattern> Patterns)
{
    /// <summary>Nothing.</summary>
    public static EdgeText None { get; } = new([], []);

    /// <summary>Whether it is nothing.</summary>
    public bool IsEmpty => Words.IsEmpty && Patterns.IsEmpty;

    /// <inheritdoc/>
    public override string ToString() => $"words [{string.Join("; ", Words)}] patterns [{string.Join("; ", Patterns)}]";
}
