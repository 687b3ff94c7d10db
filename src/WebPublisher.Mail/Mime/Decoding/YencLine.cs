namespace WebPublisher.Mail.Mime.Decoding;

/// <summary>A line of yEnc 1.3: every octet 42 higher; what a line cannot hold is 64 higher still, after an equals sign.</summary>
internal static class YencLine
{
    /// <summary>Decodes a line; <paramref name="decoded"/> is as long at least.</summary>
    public static int Decode(ReadOnlySpan<byte> line, Span<byte> decoded)
    {
        var written = 0;
        for (var index = 0; index < line.Length; index++)
        {
            var octet = line[index];
            if (octet == '=' && ++index < line.Length)
            {
                octet = (byte)(line[index] - 64);
            }

            decoded[written++] = (byte)(octet - 42);
        }

        return written;
    }
}
