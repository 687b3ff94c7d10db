using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What a rule looks at. A condition that is not set is none; of several values of one, any is enough.</summary>
public sealed record EdgeConditions
{
    /// <summary>Patterns for the recipients: one recipient has to match.</summary>
    public ImmutableArray<TextPattern> Recipients { get; init; } = [];

    /// <summary>Patterns for the envelope sender and the addresses of From: one of them has to match.</summary>
    public ImmutableArray<TextPattern> Senders { get; init; } = [];

    /// <summary>Patterns for fields by name: one field of each name has to match.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<TextPattern>>> Headers { get; init; } = [];

    /// <summary>What is looked for in the subject.</summary>
    public EdgeText Subject { get; init; } = EdgeText.None;

    /// <summary>What is looked for in the subject and the text.</summary>
    public EdgeText SubjectOrBody { get; init; } = EdgeText.None;

    /// <summary>The least octets of the largest attachment.</summary>
    public long? AttachmentSize { get; init; }

    /// <summary>The least octets of the message.</summary>
    public long? MessageSize { get; init; }

    /// <summary>The least spam confidence level; a message without one is below it.</summary>
    public int? Scl { get; init; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty =>
        Recipients.IsEmpty && Senders.IsEmpty && Headers.IsEmpty && Subject.IsEmpty && SubjectOrBody.IsEmpty && AttachmentSize is null && MessageSize is null && Scl is null;
}
