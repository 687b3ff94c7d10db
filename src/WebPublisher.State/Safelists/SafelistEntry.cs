namespace WebPublisher.State.Safelists;

/// <summary>An entry of a user's list, before it becomes a hash.</summary>
/// <param name="Recipient">The user's address.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Party">The address or the domain it says it of.</param>
public sealed record SafelistEntry(string Recipient, SafelistKind Kind, string Party);
