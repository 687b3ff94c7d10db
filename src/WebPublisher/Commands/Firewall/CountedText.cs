namespace WebPublisher.Commands.Firewall;

/// <summary>A text and how often it occurred.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How often.</param>
internal sealed record CountedText(string Text, int Count);
