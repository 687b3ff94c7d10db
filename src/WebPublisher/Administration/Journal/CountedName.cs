namespace WebPublisher.Administration.Journal;

/// <summary>A name that decisions are counted by.</summary>
/// <param name="Half">The half it belongs to.</param>
/// <param name="Name">The rule, the agent and its action, or the reason.</param>
internal readonly record struct CountedName(string Half, string Name)
{
    /// <summary>By the name alone: one that both halves have is rare, and this is asked under a lock.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
