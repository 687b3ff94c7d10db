namespace WebPublisher.Waf.Bodies;

/// <summary>What is odd about a multipart body; each is a variable of ModSecurity, named in its line.</summary>
[Flags]
public enum MultipartFlaws
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It cannot be parsed (part of <c>MULTIPART_STRICT_ERROR</c>).</summary>
    Malformed = 1,

    /// <summary><c>MULTIPART_BOUNDARY_QUOTED</c>.</summary>
    BoundaryQuoted = 1 << 1,

    /// <summary><c>MULTIPART_BOUNDARY_WHITESPACE</c>.</summary>
    BoundaryWhitespace = 1 << 2,

    /// <summary><c>MULTIPART_DATA_BEFORE</c>: before the first boundary.</summary>
    DataBefore = 1 << 3,

    /// <summary><c>MULTIPART_DATA_AFTER</c>: after the last boundary.</summary>
    DataAfter = 1 << 4,

    /// <summary><c>MULTIPART_HEADER_FOLDING</c>.</summary>
    HeaderFolding = 1 << 5,

    /// <summary><c>MULTIPART_LF_LINE</c>: a line ends without CR. With <see cref="CrlfLine"/> it is <c>MULTIPART_CRLF_LF_LINES</c>.</summary>
    LfLine = 1 << 6,

    /// <summary><c>MULTIPART_CRLF_LINE</c>: a line ends as it should; no flaw of its own.</summary>
    CrlfLine = 1 << 7,

    /// <summary><c>MULTIPART_MISSING_SEMICOLON</c>: before the boundary parameter.</summary>
    MissingSemicolon = 1 << 8,

    /// <summary><c>MULTIPART_INVALID_QUOTING</c>.</summary>
    InvalidQuoting = 1 << 9,

    /// <summary><c>MULTIPART_INVALID_PART</c>.</summary>
    InvalidPart = 1 << 10,

    /// <summary><c>MULTIPART_INVALID_HEADER_FOLDING</c>: by something other than space or tab.</summary>
    InvalidHeaderFolding = 1 << 11,

    /// <summary><c>MULTIPART_FILE_LIMIT_EXCEEDED</c>.</summary>
    FileLimitExceeded = 1 << 12,

    /// <summary><c>MULTIPART_UNMATCHED_BOUNDARY</c>: a line looks like a boundary and is not the one that was announced.</summary>
    UnmatchedBoundary = 1 << 13,

    /// <summary>Any of these sets <c>MULTIPART_STRICT_ERROR</c>.</summary>
    Strict = Malformed | BoundaryQuoted | BoundaryWhitespace | DataBefore | DataAfter | HeaderFolding | LfLine | MissingSemicolon
        | InvalidQuoting | InvalidPart | InvalidHeaderFolding | FileLimitExceeded,

    /// <summary>Both set <c>MULTIPART_CRLF_LF_LINES</c>.</summary>
    MixedLines = LfLine | CrlfLine,
}
