using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Filters everybody's mail by names and types of attachments.</summary>
public sealed record AttachmentFilterPolicy : AgentPolicy
{
    /// <summary>The longest text of a refusal, in characters.</summary>
    public const int MaximumResponse = 240;

    /// <summary>What a client is told whose message is refused.</summary>
    public const string DefaultResponse = "Message rejected due to unacceptable attachments";

    /// <summary>What may not come after the last dot of a name, without the dot, compared without regard to case.</summary>
    public FrozenSet<string> Extensions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Names that are unacceptable.</summary>
    public ImmutableArray<FileNamePattern> Names { get; init; } = [];

    /// <summary>Media types that are unacceptable, as declared or by the first octets.</summary>
    public ImmutableArray<MediaTypePattern> ContentTypes { get; init; } = [];

    /// <summary>Whether programs are unacceptable, whatever their name and declared type.</summary>
    public bool Programs { get; init; } = true;

    /// <summary>Whether entries of archives count.</summary>
    public bool InArchives { get; init; } = true;

    /// <summary>What becomes of the message.</summary>
    public AttachmentAction Action { get; init; } = AttachmentAction.Reject;

    /// <summary>Strip: what becomes of a message that cannot be altered.</summary>
    public UnalterableAction OnUnalterable { get; init; } = UnalterableAction.Reject;

    /// <summary>What the client is told behind <c>550 5.7.1</c>.</summary>
    public string Response { get; init; } = DefaultResponse;
}
