using WebPublisher.Mail.Mime.Decoding;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Mime;

/// <summary>A part of a message: the message itself, a part of a multipart, a nested message, or a file that stands in a text.</summary>
public sealed class MimePart
{
    internal MimePart(int number, MimePart? parent, long headerOffset)
    {
        Number = number;
        Parent = parent;
        HeaderOffset = headerOffset;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>Its place in the order of the walk; 0 is the message.</summary>
    public int Number { get; }

    /// <summary>What it is a part of; null of the message.</summary>
    public MimePart? Parent { get; }

    /// <summary>How many parts it is within.</summary>
    public int Depth { get; }

    /// <summary>What it is to the structure.</summary>
    public MimePartKind Kind { get; internal set; }

    /// <summary>Its fields.</summary>
    public MimeHeader Header { get; internal set; } = MimeHeader.Empty;

    /// <summary>Its media type, in lower case, as the walk took it: "text/plain" when there is none or it is none.</summary>
    public MediaType MediaType { get; internal set; } = MediaType.TextPlain;

    /// <summary>Its disposition in lower case, "attachment" or "inline" for instance; empty when there is none.</summary>
    public string Disposition { get; internal set; } = "";

    /// <summary>The transfer encoding that the walk undid.</summary>
    public TransferEncoding Encoding { get; internal set; }

    /// <summary>The character set that was declared, in lower case; empty when there is none.</summary>
    public string Charset { get; internal set; } = "";

    /// <summary>
    /// Every file name that one reader or another takes from its fields, the most widely understood first. A rule about names has to hold for all of them.
    /// </summary>
    public IReadOnlyList<string> FileNames { get; internal set; } = [];

    /// <summary>The name most readers would show; null when there is none.</summary>
    public string? FileName => FileNames.Count > 0 ? FileNames[0] : null;

    /// <summary>What the content is by its first octets; known when the part ends.</summary>
    public FileType ContentFileType { get; internal set; }

    /// <summary>Octets of its content, the transfer encoding undone; known when the part ends. 0 unless it is a leaf or a file.</summary>
    public long ContentLength { get; internal set; }

    /// <summary>
    /// Whether the offsets count from the beginning of the decoded content of a nested message that was itself encoded, rather than of the message.
    /// </summary>
    public bool IsWithinEncoded { get; internal init; }

    /// <summary>Where its header begins, in octets.</summary>
    public long HeaderOffset { get; }

    /// <summary>Where its body begins: after the empty line.</summary>
    public long BodyOffset { get; internal set; }

    /// <summary>Where its body ends: before the line end that belongs to the delimiter. Known when the part ends.</summary>
    public long EndOffset { get; internal set; }

    /// <summary>Whether it is text that is shown, rather than a file to be saved.</summary>
    public bool IsShownText => Kind == MimePartKind.Leaf && MediaType.IsText && FileNames.Count == 0 && Disposition != "attachment";

    /// <inheritdoc/>
    public override string ToString() => $"{Number}: {MediaType}{(FileName is { } name ? $" \"{name}\"" : "")}";
}
