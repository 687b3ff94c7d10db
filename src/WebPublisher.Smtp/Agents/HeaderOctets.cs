namespace WebPublisher.Smtp.Agents;

/// <summary>Reads the header of content, and nothing behind it.</summary>
internal static class HeaderOctets
{
    private const int FirstRead = 4096;

    /// <summary>The header with the CRLF of its last field, without the empty line; empty when content begins with that line. Closes the content.</summary>
    /// <param name="content">The content from its beginning.</param>
    /// <param name="maximum">The octets after which no end is looked for any more: the connector has refused what has a longer header.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream content, long maximum, CancellationToken cancellationToken)
    {
        await using var source = content;
        var buffer = new byte[FirstRead];
        var (length, searched) = (0, 0);
        while (true)
        {
            var read = await source.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (buffer.AsSpan(0, length).StartsWith("\r\n"u8))
            {
                return default;
            }

            var end = buffer.AsSpan(searched, length - searched).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return buffer.AsMemory(0, searched + end + 2);
            }

            if (read == 0 || length > maximum + 2)
            {
                return buffer.AsMemory(0, length);
            }

            searched = Math.Max(0, length - 3);
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
    }
}
