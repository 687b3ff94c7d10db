namespace WebPublisher.Commands.Learning;

/// <summary>Messages one behind another in a file (mbox, RFC 4155): each begins behind a line that begins with <c>From </c> and stands first or below an empty line.</summary>
internal static class Mailbox
{
    /// <summary>Splits a mailbox.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="largest">Octets of the largest message that is kept.</param>
    /// <param name="passedOver">Told of each that is larger.</param>
    public static IEnumerable<byte[]> Split(Stream stream, long largest, Action passedOver)
    {
        var message = new MemoryStream();
        var (isEmptyBefore, isTooLarge) = (true, false);
        foreach (var line in Lines(stream))
        {
            if (isEmptyBefore && line.AsSpan().StartsWith("From "u8))
            {
                if (isTooLarge)
                {
                    passedOver();
                }
                else if (message.Length > 0)
                {
                    yield return message.ToArray();
                }

                message.SetLength(0);
                isTooLarge = false;
                isEmptyBefore = false;
                continue;
            }

            isEmptyBefore = line.AsSpan().Trim("\r\n"u8).IsEmpty;
            isTooLarge |= message.Length + line.Length > largest;
            if (!isTooLarge)
            {
                // Lines that begin so were quoted, so that they begin no message.
                var quote = line.AsSpan().TrimStart((byte)'>');
                message.Write(quote.Length < line.Length && quote.StartsWith("From "u8) ? line.AsSpan(1) : line);
            }
        }

        if (isTooLarge)
        {
            passedOver();
        }
        else if (message.Length > 0)
        {
            yield return message.ToArray();
        }
    }

    /// <summary>Lines with their ends; those beyond 64 KB in pieces.</summary>
    private static IEnumerable<byte[]> Lines(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var (start, end) = (0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n') + 1;
            if (length == 0 && start == 0 && end == buffer.Length)
            {
                length = end;
            }

            if (length > 0)
            {
                yield return buffer[start..(start + length)];
                start += length;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                if (end > 0)
                {
                    yield return buffer[..end];
                }

                yield break;
            }

            end += read;
        }
    }
}
