namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Finds the delimiters of open multiparts among lines, and tells of lines that are delimiters for some readers only.</summary>
internal sealed class DelimiterFinder(WalkContext context, List<PartFrame> frames)
{
    // A boundary has 70 characters at most (RFC 2046 section 5.1.1); some have more.
    private const int MostDelimiter = 300;

    /// <summary>Whether a line is a delimiter of a part that is open; an exact one of any goes before one of the last that has other text in it.</summary>
    /// <param name="piece">The line, or a piece of it.</param>
    /// <param name="atLineStart">Whether it is the beginning.</param>
    /// <param name="offset">Where it stands.</param>
    /// <param name="found">The place of the part among those that are open.</param>
    /// <param name="isClose">Whether it is the closing one.</param>
    public bool TryFind(ReadOnlySpan<byte> piece, bool atLineStart, long offset, out int found, out bool isClose)
    {
        (found, isClose) = (-1, false);
        if (!atLineStart || !piece.StartsWith("--"u8))
        {
            LookWithinLine(piece, offset);
            return false;
        }

        var delimiter = Delimiter.None;
        for (var index = frames.Count - 1; index >= 0; index--)
        {
            if (frames[index].UnexpectedBoundary is { } unexpected && unexpected.Match(piece) != Delimiter.None)
            {
                context.Tell(MimeFindingKind.PartsInSingleBody, frames[index].Part, offset, piece);
            }

            var match = frames[index].Boundary?.Match(piece) ?? Delimiter.None;
            if (match is Delimiter.Next or Delimiter.Close)
            {
                (found, delimiter) = (index, match);
                break;
            }

            if (match == Delimiter.OtherCase)
            {
                context.Tell(MimeFindingKind.DelimiterWithText, frames[index].Part, offset, piece);
            }
            else if (match != Delimiter.None && found < 0)
            {
                (found, delimiter) = (index, match);
            }
        }

        if (found < 0)
        {
            LookWithoutControls(piece, offset);
            return false;
        }

        if (delimiter is Delimiter.NextWithText or Delimiter.CloseWithText)
        {
            context.Tell(MimeFindingKind.DelimiterWithText, frames[found].Part, offset, piece);
        }

        isClose = delimiter is Delimiter.Close or Delimiter.CloseWithText;
        return true;
    }

    /// <summary>Some readers take a carriage return alone for a line end.</summary>
    private void LookWithinLine(ReadOnlySpan<byte> piece, long offset)
    {
        var from = 0;
        int at;
        while ((at = piece[from..].IndexOf("\r--"u8)) >= 0)
        {
            from += at + 1;
            foreach (var frame in frames)
            {
                if (frame.Boundary is { } boundary && boundary.Match(piece[from..]) != Delimiter.None)
                {
                    context.Tell(MimeFindingKind.DelimiterInLine, frame.Part, offset + from, piece[from..]);
                }
            }
        }
    }

    /// <summary>Some readers drop a carriage return or a NUL.</summary>
    private void LookWithoutControls(ReadOnlySpan<byte> piece, long offset)
    {
        var line = piece.TrimEnd("\r\n"u8);
        Span<byte> clean = stackalloc byte[MostDelimiter];
        if (line.Length > MostDelimiter || !line.ContainsAny((byte)'\r', (byte)0))
        {
            return;
        }

        var count = 0;
        foreach (var octet in line)
        {
            if (octet is not ((byte)'\r' or 0))
            {
                clean[count++] = octet;
            }
        }

        foreach (var frame in frames)
        {
            if (frame.Boundary is { } boundary && boundary.Match(clean[..count]) != Delimiter.None)
            {
                context.Tell(MimeFindingKind.DelimiterInLine, frame.Part, offset, piece);
            }
        }
    }
}
