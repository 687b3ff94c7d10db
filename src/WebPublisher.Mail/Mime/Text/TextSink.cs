namespace WebPublisher.Mail.Mime.Text;

/// <summary>Takes a piece of readable text.</summary>
internal delegate void TextSink(ReadOnlySpan<char> text);
