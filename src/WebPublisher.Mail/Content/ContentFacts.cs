namespace WebPublisher.Mail.Content;

/// <summary>What was counted and seen in content.</summary>
public sealed record ContentFacts
{
    /// <summary>Octets.</summary>
    public long Bytes { get; init; }

    /// <summary>Lines ended by CRLF; of content with a binary body, those of the header.</summary>
    public long Lines { get; init; }

    /// <summary>Octets of the longest line, CRLF included; an unfinished line counts, a binary body does not.</summary>
    public long LongestLine { get; init; }

    /// <summary>Octets of the header, without the empty line that ends it.</summary>
    public long HeaderBytes { get; init; }

    /// <summary>Received fields in the header.</summary>
    public int ReceivedFields { get; init; }

    /// <summary>Whether an empty line ended the header.</summary>
    public bool HasEndOfHeader { get; init; }

    /// <summary>Whether the header holds octets above 127: it needs SMTPUTF8 onward (RFC 6532).</summary>
    public bool HasEightBitHeader { get; init; }

    /// <summary>Whether the body holds octets above 127: it needs 8BITMIME onward (RFC 6152).</summary>
    public bool HasEightBitBody { get; init; }

    /// <summary>Whether the content is empty or ends with CRLF. A last BDAT chunk need not.</summary>
    public bool EndsWithLine { get; init; }

    /// <summary>What it begins with.</summary>
    public ContentOpening Opening { get; init; }

    /// <summary>What speaks against it.</summary>
    public ContentFindings Findings { get; init; }
}
