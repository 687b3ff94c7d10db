using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Screening;

/// <summary>What an attachment is like: all that is given has to hold for it.</summary>
public sealed record AttachmentCondition
{
    /// <summary>Any of its names fits one of these or has one of <see cref="Extensions"/>; empty when names do not matter.</summary>
    public ImmutableArray<FileNamePattern> Names { get; init; } = [];

    /// <summary>What comes after the last dot of a name, without the dot, compared without regard to case.</summary>
    public FrozenSet<string> Extensions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Its media type is one of these, as declared or by its first octets; empty when that does not matter.</summary>
    public ImmutableArray<MediaTypePattern> ContentTypes { get; init; } = [];

    /// <summary>It has more octets than this, decoded or unpacked; null when that does not matter.</summary>
    public long? LargerThan { get; init; }

    /// <summary>Whether entries of archives are attachments, too.</summary>
    public bool InArchives { get; init; } = true;
}
