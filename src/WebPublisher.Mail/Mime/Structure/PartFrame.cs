namespace WebPublisher.Mail.Mime.Structure;

/// <summary>A part that is open.</summary>
internal sealed class PartFrame(MimePart part)
{
    public MimePart Part => part;

    public FrameState State { get; set; }

    /// <summary>The boundary of a multipart.</summary>
    public Boundary? Boundary { get; set; }

    /// <summary>The boundary that a single body declares; nothing should stand between its delimiters.</summary>
    public Boundary? UnexpectedBoundary { get; set; }

    /// <summary>Reads the content of a part that is neither multipart nor a plainly encoded message.</summary>
    public BodyReader? Body { get; set; }

    /// <summary>Whether parts have begun in this multipart.</summary>
    public bool HasParts { get; set; }

    /// <summary>Whether the closing delimiter has come.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Watches for parts in a body that nothing declares to be a multipart.</summary>
    public UndeclaredParts? Undeclared { get; set; }
}
