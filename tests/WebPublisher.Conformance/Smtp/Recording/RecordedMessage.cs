namespace WebPublisher.Conformance.Smtp.Recording;

/// <summary>A message that the inner server took.</summary>
/// <param name="Sender">Its MAIL line.</param>
/// <param name="Recipients">Its RCPT lines.</param>
/// <param name="Content">Its content as it was on the wire, an octet a character, dots stuffed, up to the line end before the last dot.</param>
/// <param name="End">What was taken for the end of the content.</param>
internal sealed record RecordedMessage(string Sender, IReadOnlyList<string> Recipients, string Content, string End);
