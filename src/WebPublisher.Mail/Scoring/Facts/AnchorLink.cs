namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>A link of a message: where it leads, and what a reader sees of it.</summary>
/// <param name="Target">The address as it is written, character references resolved; at most 2,048 characters.</param>
/// <param name="Text">The words of the anchor, at most 256 characters; empty of an image, or of an address that stands in a plain text.</param>
/// <param name="HoldsImage">Whether there is an image in the anchor.</param>
public readonly record struct AnchorLink(string Target, string Text, bool HoldsImage);
