namespace WebPublisher.Waf.Bodies;

/// <summary>Where the reading of a multipart body stands.</summary>
internal struct MultipartState
{
    /// <summary>Bytes of the line that is being read.</summary>
    public int Length;

    /// <summary>Whether they stand at the beginning of a line, not further on in one that is too long.</summary>
    public bool StartsLine;

    /// <summary>Whether the line before ended with LF alone.</summary>
    public bool IsAfterLf;

    /// <summary>Whether a boundary was met and the last one not.</summary>
    public bool IsInPart;

    /// <summary>Whether the header of the part is over.</summary>
    public bool IsInData;

    /// <summary>Whether anything of the part's data was met, be it the end of a line.</summary>
    public bool HasData;

    /// <summary>Whether the last boundary was met.</summary>
    public bool IsComplete;

    /// <summary>Whether the body is not empty.</summary>
    public bool HasBytes;

    /// <summary>Bytes of a line's end that are data only if no boundary follows: 1 for LF, 2 for CR LF.</summary>
    public int Held;

    /// <summary>Boundaries so far.</summary>
    public int Boundaries;

    /// <summary>Files with content so far.</summary>
    public int Files;

    /// <summary>Bytes so far that are not content of files.</summary>
    public long NoFilesLength;

    /// <summary>The bytes in the buffer were a line or the end of one.</summary>
    public void EndLine(ReadOnlySpan<byte> line)
    {
        IsAfterLf = Length < 2 || line[Length - 2] != '\r';
        StartsLine = true;
        Length = 0;
    }

    /// <summary>The bytes in the buffer were a piece of a line; the last <paramref name="kept"/> of them stay.</summary>
    public void ContinueLine(Span<byte> line, int kept)
    {
        line[(Length - kept)..Length].CopyTo(line);
        StartsLine = false;
        Length = kept;
    }
}
