namespace WebPublisher.Mail.Mime;

/// <summary>How much of a message is looked at. A limit reached is a finding; the walk goes on with what it may.</summary>
public sealed record MimeLimits
{
    /// <summary>The defaults.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>Multiparts and messages within one another: 32. Honest mail rarely passes 8; long chains of forwarded mail reach 20.</summary>
    public int MaximumDepth { get; init; } = 32;

    /// <summary>Parts of a message, with those of nested messages: 1,000.</summary>
    public int MaximumParts { get; init; } = 1000;

    /// <summary>Octets of one header: 256 KB.</summary>
    public int MaximumHeader { get; init; } = 256 * 1024;

    /// <summary>Octets of all headers, which are held while the message is walked: 1 MB.</summary>
    public int MaximumHeaders { get; init; } = 1024 * 1024;

    /// <summary>Fields of one header: 1,000.</summary>
    public int MaximumFields { get; init; } = 1000;

    /// <summary>Parameters of one field: 100. A file name in 70 continuations is already longer than any file system takes.</summary>
    public int MaximumParameters { get; init; } = 100;

    /// <summary>Readings of the file name of one part: 32.</summary>
    public int MaximumFileNames { get; init; } = 32;

    /// <summary>Characters of a file name: 1,024. What is longer is cut in the middle, so that its extension stays.</summary>
    public int MaximumFileName { get; init; } = 1024;

    /// <summary>Findings that are kept: 100. Those of a kind in a part are told once.</summary>
    public int MaximumFindings { get; init; } = 100;

    /// <summary>Octets of an archive that is held to be opened: 36 MB.</summary>
    public long MaximumArchive { get; init; } = 36L * 1024 * 1024;

    /// <summary>Archives within archives: 4.</summary>
    public int MaximumArchiveDepth { get; init; } = 4;

    /// <summary>Entries of all archives of a message: 10,000.</summary>
    public int MaximumArchiveEntries { get; init; } = 10_000;

    /// <summary>Octets unpacked from all archives of a message: 256 MB.</summary>
    public long MaximumUnpacked { get; init; } = 256L * 1024 * 1024;

    /// <summary>How many times its size an entry may unpack to, beyond the first ten megabytes: 200.</summary>
    public int MaximumRatio { get; init; } = 200;
}
