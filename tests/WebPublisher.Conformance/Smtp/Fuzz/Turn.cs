namespace WebPublisher.Conformance.Smtp.Fuzz;

/// <summary>What a client sends before it listens.</summary>
/// <param name="Text">An octet a character.</param>
/// <param name="Replies">How many replies a server owes for it, as long as nobody has tampered with it.</param>
internal sealed record Turn(string Text, int Replies);
