using System.Buffers;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Writes content as DATA carries it: dots that begin lines doubled, the end behind it (RFC 5321 section 4.5.2). Takes content that was found free of bare
/// carriage returns and line feeds, in segments of any size. One per transfer; not thread-safe.
/// </summary>
public sealed class DotStuffer
{
    private bool _lineStart = true;
    private bool _carriageReturn;

    /// <summary>Writes the next segment.</summary>
    public void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (content.IsEmpty)
        {
            return;
        }

        if (_carriageReturn && content[0] == '\n')
        {
            output.Write(content[..1]);
            content = content[1..];
            _lineStart = true;
        }

        _carriageReturn = false;
        while (!content.IsEmpty)
        {
            if (_lineStart && content[0] == '.')
            {
                output.Write("."u8);
            }

            var at = content.IndexOf("\r\n."u8);
            _lineStart = at >= 0 || content.EndsWith("\r\n"u8);
            _carriageReturn = at < 0 && content[^1] == '\r';
            var line = at < 0 ? content : content[..(at + 2)];
            output.Write(line);
            content = content[line.Length..];
        }
    }

    /// <summary>Writes the end, and before it a line end if the content, taken from a last BDAT chunk, has none.</summary>
    public void Complete(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(_lineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
    }
}
