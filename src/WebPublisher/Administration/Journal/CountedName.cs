namespace WebPublisher.Administration.Journal;

/// <summary>A name that decisions are counted by.</summary>
/// <param name="Half">The half it belongs to.</param>
/// <param name="Name">The rule, the agent and its action, or the reason.</param>
internal readonly record struct CountedName(string Half, string Name);
