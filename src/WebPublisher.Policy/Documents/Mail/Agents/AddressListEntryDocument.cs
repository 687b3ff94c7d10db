using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>An entry of an allow or block list.</summary>
[Document("an entry of an address list")]
public sealed record AddressListEntryDocument : Document
{
    /// <summary>An address, a network, or the first and the last address of a range.</summary>
    [Key("An address, a network, or the first and the last address of a range.", Required = true, Example = "192.0.2.10-192.0.2.20")]
    public Located<AddressRange>? Addresses { get; init; }

    /// <summary>The moment from which it is void.</summary>
    [Key("The moment from which it is void.", Default = "(never)", Example = "2026-12-21T10:00:00Z")]
    public Located<DateTimeOffset>? Expires { get; init; }

    /// <summary>Why it is there; for the log.</summary>
    [Key("Why it is there; for the log.", Example = "partner, until their list entry is gone")]
    public Located<string>? Comment { get; init; }
}
