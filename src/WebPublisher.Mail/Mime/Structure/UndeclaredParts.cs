using System.Text;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>
/// Looks at the beginning of a body that nothing declares to be a multipart: whether its first line is like a delimiter and the next like a field of a part, or already
/// the first like one. A reader that guesses, or that saw no end of the header, finds parts there.
/// </summary>
internal sealed class UndeclaredParts
{
    private bool _delimiter;
    private bool _settled;

    /// <summary>Takes a line; true if with it the body looks like parts.</summary>
    public bool Take(ReadOnlySpan<byte> line)
    {
        if (_settled)
        {
            return false;
        }

        var text = line.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            _settled = _delimiter;
            return false;
        }

        if (!_delimiter && text.Length > 2 && text.StartsWith("--"u8))
        {
            _delimiter = true;
            return false;
        }

        _settled = true;
        return text.Length > 8 && Ascii.EqualsIgnoreCase(text[..8], "content-"u8) && text.Contains((byte)':');
    }
}
