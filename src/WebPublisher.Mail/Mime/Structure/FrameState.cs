namespace WebPublisher.Mail.Mime.Structure;

/// <summary>Where within a part the reader is.</summary>
internal enum FrameState
{
    /// <summary>In its header.</summary>
    Header,

    /// <summary>In a multipart, before the first delimiter.</summary>
    Preamble,

    /// <summary>In a multipart or message, whose part is the next frame.</summary>
    Within,

    /// <summary>In a multipart, after its end.</summary>
    Epilogue,

    /// <summary>In a multipart, among parts that are too many to be read.</summary>
    Skipped,

    /// <summary>In content.</summary>
    Body,
}
