using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Messages;

/// <summary>A part of a message, or an entry of an archive in one.</summary>
public sealed record MessagePart
{
    /// <summary>The part: of an entry, the one that holds the archive.</summary>
    public required MimePart Source { get; init; }

    /// <summary>How many parts and archives it is within.</summary>
    public required int Depth { get; init; }

    /// <summary>What the header says it is; of an entry, application/octet-stream.</summary>
    public required MediaType DeclaredType { get; init; }

    /// <summary>What it is by its first octets.</summary>
    public required FileType ContentType { get; init; }

    /// <summary>Every file name that one reader or another sees, the most widely understood first; without folders. Those of entries have at most 255 characters.</summary>
    public required IReadOnlyList<string> FileNames { get; init; }

    /// <summary>Octets, decoded or unpacked; as far as limits let them be. Of an entry that is not unpacked, what the archive says; of a message, as it stands there.</summary>
    public required long Size { get; init; }

    /// <summary>Whether it is an entry of an archive.</summary>
    public bool IsArchiveEntry { get; init; }

    /// <summary>Whether it cannot be read without a key.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>"attachment" or "inline" for instance, in lower case; empty when nothing is said.</summary>
    public string Disposition { get; init; } = "";

    /// <summary>Its Content-ID, without angle brackets; empty when there is none.</summary>
    public string ContentId { get; init; } = "";

    /// <summary>Whether it holds parts rather than content.</summary>
    public bool IsComposite => !IsArchiveEntry && Source.Kind is MimePartKind.Multipart or MimePartKind.Message;

    /// <summary>
    /// Whether rules about attachments apply to it: to all but multiparts and the text that is shown, plain or HTML. Text of another type is a script or the like; a message within
    /// the message is an attachment itself, and so are its.
    /// </summary>
    public bool IsAttachment => IsFile || (Source.Kind != MimePartKind.Multipart && !DeclaredType.Is("text", "plain") && !DeclaredType.Is("text", "html"));

    /// <summary>Its first name, or its type where it has none; for logs.</summary>
    public string Label => FileNames.Count > 0 ? FileNames[0] : $"{DeclaredType}";

    /// <summary>Whether a reader gets it as a file, rather than as text: an entry is one, too.</summary>
    public bool IsFile => IsArchiveEntry || (!IsComposite && !Source.IsShownText);
}
