using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Another filter whose opinion the content filter asks.</summary>
[Document("a scorer")]
public sealed record ExternalScorerDocument : Document
{
    /// <summary>The address of a rspamd's worker.</summary>
    [Key("The address of a rspamd's worker; this or spamd.", Example = "http://127.0.0.1:11333")]
    public Located<Uri>? Rspamd { get; init; }

    /// <summary>Where a spamd listens.</summary>
    [Key("Where a spamd listens; this or rspamd.", Example = "tcp:127.0.0.1:783")]
    public Located<SpamdAddress>? Spamd { get; init; }

    /// <summary>Longest time for an answer; then the message is scored without it.</summary>
    [Key("Longest time for an answer; then the message is scored without it.", Default = "5s", Minimum = "100ms", Maximum = "1m")]
    public Located<TimeSpan>? Timeout { get; init; }

    /// <summary>Questions at once; a message beyond is scored without it.</summary>
    [Key("Questions at once; a message beyond is scored without it.", Default = "16", Minimum = "1", Maximum = "256")]
    public Located<int>? Requests { get; init; }
}
