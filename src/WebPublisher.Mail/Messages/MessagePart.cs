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

    /// <summary>Octets, decoded or unpacked; as far as limits let them be. Of an entry that is not unpacked, what the archive says.</summary>
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

    /// <summary>Whether a reader gets it as a file, rather than as text: an entry is one, too.</summary>
    public bool IsFile => IsArchiveEntry || (!IsComposite && !Source.IsShownText);
}
