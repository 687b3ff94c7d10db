using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>What one attachment is like: all keys that are given have to hold for it.</summary>
[Document("a condition about attachments")]
public sealed record ScreenerAttachmentDocument : Document
{
    /// <summary>Its name: patterns in which * stands for any characters and ? for one, in any case.</summary>
    [Key("Its name: patterns in which * stands for any characters and ? for one, in any case.", Example = "invoice*.htm*")]
    public DocumentList<Located<string>> Name { get; init; } = new();

    /// <summary>What comes after the last dot of its name, in any case.</summary>
    [Key("What comes after the last dot of its name, in any case.", Example = ".pif")]
    public DocumentList<Located<string>> Extension { get; init; } = new();

    /// <summary>Its media type, as declared or by its first octets; type/* means all of a type.</summary>
    [Key("Its media type, as declared or by its first octets; type/* means all of a type.", Example = "application/x-msdownload")]
    public DocumentList<Located<string>> ContentType { get; init; } = new();

    /// <summary>It is larger than this, decoded or unpacked.</summary>
    [Key("It is larger than this, decoded or unpacked.", Example = "20MB")]
    public Located<ByteSize>? LargerThan { get; init; }

    /// <summary>Whether entries of archives are attachments, too.</summary>
    [Key("Whether entries of archives are attachments, too.", Default = "true")]
    public Located<bool>? InArchives { get; init; }
}
