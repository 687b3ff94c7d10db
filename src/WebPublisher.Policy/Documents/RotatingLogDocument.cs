using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>A log that is written to files of a directory and rotates.</summary>
[Document("a log's settings")]
public sealed record RotatingLogDocument : Document
{
    /// <summary>The directory it is written to.</summary>
    [Key("The directory it is written to.", Required = true, Example = "logs")]
    public Located<FilePath>? Directory { get; init; }

    /// <summary>A file is closed and a new one begun at this size.</summary>
    [Key("A file is closed and a new one begun at this size.", Default = "10MB", Minimum = "64KB", Maximum = "16GB")]
    public Located<ByteSize>? MaxFileSize { get; init; }

    /// <summary>The oldest files are deleted above this size.</summary>
    [Key("The oldest files are deleted above this size.", Default = "250MB", Minimum = "64KB")]
    public Located<ByteSize>? MaxDirectorySize { get; init; }

    /// <summary>Files older than this are deleted.</summary>
    [Key("Files older than this are deleted.", Default = "30d", Minimum = "1h")]
    public Located<TimeSpan>? MaxAge { get; init; }
}
