namespace WebPublisher.State.Held;

/// <summary>A recipient of a held message.</summary>
/// <param name="Address">The address as the envelope has it.</param>
/// <param name="Parameters">The parameters of its RCPT command, such as <c>NOTIFY=NEVER</c>; empty for none.</param>
/// <param name="IsReleased">Whether an inner server has taken the message for it.</param>
/// <param name="Answer">What that server said last, of a refusal too; null before any attempt.</param>
public sealed record HeldRecipient(string Address, string Parameters = "", bool IsReleased = false, string? Answer = null);
