using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>Two hyphens and the boundary (RFC 2046, section 5.1.1): tells lines that are one from those that another parser might take for one.</summary>
internal sealed class MultipartDelimiter : IDisposable
{
    private readonly PooledBuffer<byte> _delimiter = new();

    /// <summary>Takes the boundary of the next body.</summary>
    public void Begin(ByteText boundary)
    {
        _delimiter.Clear();
        _delimiter.Append("--"u8);
        _delimiter.Append(boundary.ToBytes());
    }

    /// <summary>Looks at the beginning of a line.</summary>
    /// <param name="line">The line with its end, or as much of it as is looked at.</param>
    /// <param name="flaws">Gets <see cref="MultipartFlaws.UnmatchedBoundary"/> where the line looks like a boundary and is none.</param>
    /// <returns>Whether it begins with the delimiter; null where that hides behind a quotation mark or white space.</returns>
    public bool? Begins(ReadOnlySpan<byte> line, ref MultipartFlaws flaws)
    {
        var nul = line.IndexOf((byte)0);
        var text = nul < 0 ? line : line[..nul];
        if (text.Length <= 3 || !text.StartsWith("--"u8))
        {
            flaws |= line.IndexOf(_delimiter.Span) >= 0 ? MultipartFlaws.UnmatchedBoundary : MultipartFlaws.None;
            return false;
        }

        if (text.StartsWith(_delimiter.Span))
        {
            return true;
        }

        if (IsHidden(text[2..], flaws.HasFlag(MultipartFlaws.BoundaryQuoted)))
        {
            return null;
        }

        flaws |= MultipartFlaws.UnmatchedBoundary;
        return false;
    }

    /// <summary>Reads what follows the delimiter; false where the line does not end there.</summary>
    public bool TryEnd(ReadOnlySpan<byte> line, out bool isLast, out bool hasCr)
    {
        var rest = line[_delimiter.Length..];
        isLast = rest.StartsWith("--"u8);
        rest = isLast ? rest[2..] : rest;
        hasCr = rest.SequenceEqual("\r\n"u8);
        return hasCr || rest.SequenceEqual("\n"u8);
    }

    /// <summary>Whether this is the last boundary, without the end of its line.</summary>
    public bool IsLast(ReadOnlySpan<byte> line) => line.Length == _delimiter.Length + 2 && line.StartsWith(_delimiter.Span) && line.EndsWith("--"u8);

    public void Dispose() => _delimiter.Dispose();

    private bool IsHidden(ReadOnlySpan<byte> text, bool isQuoted)
    {
        var boundary = _delimiter.Span[2..];
        var spaces = 0;
        while (spaces < text.Length && CharacterClass.IsSpace(text[spaces]))
        {
            spaces++;
        }

        return (isQuoted && text.StartsWith("\""u8) && text[1..].StartsWith(boundary)) || (spaces > 0 && text[spaces..].StartsWith(boundary));
    }
}
