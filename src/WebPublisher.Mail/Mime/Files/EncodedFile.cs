namespace WebPublisher.Mail.Mime.Files;

/// <summary>Knows a file that is still encoded. A reader that guesses, or that found the declaration that we did not, decodes it.</summary>
internal static class EncodedFile
{
    /// <summary>Whether content begins as an archive, a program or a document with macros does when it is encoded.</summary>
    public static bool Detect(ReadOnlySpan<byte> first)
    {
        var text = first.TrimStart(" \t\r\n"u8);
        return IsBase64(text) || IsQuotedPrintable(text) || IsUuencode(text);
    }

    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        // Lines may be as short as one likes.
        Span<byte> start = stackalloc byte[8];
        var count = 0;
        for (var index = 0; index < text.Length && count < start.Length; index++)
        {
            if (text[index] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'='))
            {
                start[count++] = text[index];
            }
        }

        ReadOnlySpan<byte> joined = start[..count];
        return joined.StartsWith("UEsDB"u8) || joined.StartsWith("TVqQ"u8) || joined.StartsWith("TVpQ"u8) || joined.StartsWith("H4sI"u8) || joined.StartsWith("UmFyI"u8)
            || joined.StartsWith("N3q8r"u8) || joined.StartsWith("0M8R4"u8) || joined.StartsWith("TVNDR"u8);
    }

    private static bool IsQuotedPrintable(ReadOnlySpan<byte> text)
        => text.StartsWith("PK=03=04"u8) || text.StartsWith("=50=4B"u8) || text.StartsWith("=50=4b"u8) || text.StartsWith("MZ=90"u8) || text.StartsWith("=4D=5A"u8);

    private static bool IsUuencode(ReadOnlySpan<byte> text)
        => (text.StartsWith("begin 6"u8) && text.IndexOf((byte)'\n') is var end and > 10 && text[(end + 1)..].StartsWith("M"u8) && text.Length > end + 5 && IsData(text[(end + 2)..]))
            || text.StartsWith("M4$L#!"u8);

    private static bool IsData(ReadOnlySpan<byte> text) => !text[..4].ContainsAnyExceptInRange((byte)' ', (byte)'`');
}
