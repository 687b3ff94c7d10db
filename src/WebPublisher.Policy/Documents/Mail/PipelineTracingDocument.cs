using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>Snapshots of one sender's messages, before and after each agent.</summary>
[Document("pipelineTracing")]
public sealed record PipelineTracingDocument : Document
{
    /// <summary>The envelope sender whose messages are kept, in full; nobody else's are.</summary>
    [Key("The envelope sender whose messages are kept, in full; nobody else's are.", Required = true, Example = "test@client.example")]
    public Located<Mailbox>? Sender { get; init; }

    /// <summary>The directory they are kept in.</summary>
    [Key("The directory they are kept in.", Default = "(tracing in server.stateDirectory)", Example = "tracing")]
    public Located<FilePath>? Directory { get; init; }

    /// <summary>The most messages that are kept; the oldest make room.</summary>
    [Key("The most messages that are kept; the oldest make room.", Default = "100", Minimum = "1", Maximum = "10000")]
    public Located<int>? MaxMessages { get; init; }

    /// <summary>The oldest messages are deleted above this size.</summary>
    [Key("The oldest messages are deleted above this size.", Default = "250MB", Minimum = "1MB")]
    public Located<ByteSize>? MaxDirectorySize { get; init; }
}
