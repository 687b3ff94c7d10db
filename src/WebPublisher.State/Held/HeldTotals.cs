namespace WebPublisher.State.Held;

/// <summary>A number of messages and their bytes: those that wait, or those that may.</summary>
/// <param name="Messages">Messages.</param>
/// <param name="Bytes">Bytes of their content.</param>
public sealed record HeldTotals(int Messages, long Bytes);
