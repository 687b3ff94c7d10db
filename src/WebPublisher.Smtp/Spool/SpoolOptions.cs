namespace WebPublisher.Smtp.Spool;

/// <summary>How much the content of messages may take of memory, and where the rest goes.</summary>
public sealed record SpoolOptions
{
    /// <summary>Absolute path of the directory of temporary files: <c>spool</c> below the state directory. Made when it is missing, for the owner alone.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes of one message held in memory before a file takes it. Default 256 KiB: most mail without attachments never touches the disk.</summary>
    public int MemoryPerMessage { get; init; } = 256 * 1024;

    /// <summary>Bytes of all messages together held in memory. Default 64 MiB; when they are taken, new content goes to files at once.</summary>
    public long TotalMemory { get; init; } = 64L * 1024 * 1024;
}
