namespace WebPublisher.Policy.Operations;

/// <summary>A log that is written to files of a directory and rotates.</summary>
/// <param name="Directory">Absolute path; created with mode 0750 when missing.</param>
/// <param name="MaximumFileSize">A file is closed and a new one begun at this many bytes (default 10 MB).</param>
/// <param name="MaximumDirectorySize">Oldest files are deleted above this many bytes (default 250 MB).</param>
/// <param name="MaximumAge">Files older than this are deleted (default 30 days).</param>
public sealed record RotatingLogPolicy(string Directory, long MaximumFileSize, long MaximumDirectorySize, TimeSpan MaximumAge);
