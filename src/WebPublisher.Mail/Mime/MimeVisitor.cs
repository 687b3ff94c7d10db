using WebPublisher.Mail.Mime.Archives;

namespace WebPublisher.Mail.Mime;

/// <summary>
/// Is told what a message holds, in the order in which it stands there, while it passes. Spans are valid during the call only. Whoever wants a part, a text or a
/// finding overrides the method of that name.
/// </summary>
public abstract class MimeVisitor
{
    /// <summary>The header of a part has been read; its content follows.</summary>
    public virtual void OnPart(MimePart part)
    {
    }

    /// <summary>Content of a leaf, its transfer encoding undone; what a scanner of files wants. Comes in pieces.</summary>
    public virtual void OnContent(MimePart part, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>Text of a text part, its character set undone; of text/html, the source. Comes in pieces, which never cut a character.</summary>
    public virtual void OnText(MimePart part, ReadOnlySpan<char> text)
    {
    }

    /// <summary>The same text as a reader reads it: of text/html, what is between the tags.</summary>
    public virtual void OnReadableText(MimePart part, ReadOnlySpan<char> text)
    {
    }

    /// <summary>Something in text/html that leads elsewhere; told when it has ended.</summary>
    public virtual void OnLink(MimePart part, HtmlLink link)
    {
    }

    /// <summary>An entry of an archive that is the content of <paramref name="part"/>.</summary>
    public virtual void OnArchiveEntry(MimePart part, ArchiveEntry entry)
    {
    }

    /// <summary>Unpacked content of an entry. Comes in pieces, and ends early where a limit is reached.</summary>
    public virtual void OnArchiveContent(MimePart part, ArchiveEntry entry, ReadOnlySpan<byte> octets)
    {
    }

    /// <summary>A part has ended; its length and the type of its content are known.</summary>
    public virtual void OnPartEnd(MimePart part)
    {
    }

    /// <summary>Something is wrong.</summary>
    public virtual void OnFinding(MimeFinding finding)
    {
    }
}
