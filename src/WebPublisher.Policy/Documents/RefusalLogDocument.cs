using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>What is kept of refusals, for webpublisher explain REFERENCE.</summary>
[Document("the settings of the refusal log")]
public sealed record RefusalLogDocument : Document
{
    /// <summary>Whether refusals are kept.</summary>
    [Key("Whether refusals are kept.", Default = "true")]
    public Located<bool>? Enabled { get; init; }

    /// <summary>The directory they are kept in.</summary>
    [Key("The directory they are kept in.", Default = "(refusals in server.stateDirectory)", Example = "logs/refusals")]
    public Located<FilePath>? Directory { get; init; }

    /// <summary>A file is closed and a new one begun at this size.</summary>
    [Key("A file is closed and a new one begun at this size.", Default = "10MB", Minimum = "64KB", Maximum = "16GB")]
    public Located<ByteSize>? MaxFileSize { get; init; }

    /// <summary>The oldest files of each half are deleted above this size.</summary>
    [Key("The oldest files of each half are deleted above this size.", Default = "250MB", Minimum = "64KB")]
    public Located<ByteSize>? MaxDirectorySize { get; init; }

    /// <summary>Files older than this are deleted.</summary>
    [Key("Files older than this are deleted.", Default = "30d", Minimum = "1h")]
    public Located<TimeSpan>? MaxAge { get; init; }
}
