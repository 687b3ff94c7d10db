using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using WebPublisher.Administration.Model;
using WebPublisher.Refusals;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>
/// What is remembered of a request: values and texts of its record that exist anyway, so that remembering one that was served allocates nothing. Its query may hold secrets
/// and is redacted as soon as anybody looks.
/// </summary>
internal readonly record struct RequestFacts
{
    /// <summary>Characters of the host, the path and the query that are kept, of each.</summary>
    private const int MaximumPart = 2048;

    private const int MaximumUrl = 512;
    private const int MaximumMethod = 32;

    private static readonly string[] s_reasons = Enum.GetNames<DenialReason>();

    /// <summary>Its number.</summary>
    public string Reference { get; private init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; private init; }

    /// <summary>The client.</summary>
    public IPAddress? Client { get; private init; }

    /// <summary>The rule that decided; null when none was reached.</summary>
    public string? Rule { get; private init; }

    /// <summary>What became of it.</summary>
    public DecisionOutcome Outcome { get; private init; }

    /// <summary>Why it was not served; null when it was.</summary>
    public string? Reason { get; private init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; private init; }

    /// <summary>Octets of its body.</summary>
    public long Received { get; private init; }

    /// <summary>Octets of the answer's body.</summary>
    public long Sent { get; private init; }

    private string Method { get; init; }

    private string Scheme { get; init; }

    private string Host { get; init; }

    private string Path { get; init; }

    private string Query { get; init; }

    private int Status { get; init; }

    private int SubStatus { get; init; }

    private string Answer => Status == 0 ? "none"
        : SubStatus == 0 ? Status.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Status}.{SubStatus}");

    /// <summary>Takes them from a record.</summary>
    public static RequestFacts Of(PublishingRecord record) => new()
    {
        Reference = record.Reference,
        Started = record.Started,
        Client = record.Client?.Address,
        Rule = record.Rule,
        Outcome = OutcomeOf(record),
        Reason = ReasonOf(record),
        Method = record.Method,
        Scheme = record.Scheme,
        Host = Cut(record.Host),
        Path = Cut(record.Path),
        Query = Cut(record.Query),
        Status = record.Status > 0 ? record.Status : record.Denial?.Status ?? 0,
        SubStatus = record.Denial?.SubStatus ?? 0,
        Duration = record.Duration,
        Received = record.RequestBytes,
        Sent = record.ResponseBytes,
    };

    /// <summary>Formats them.</summary>
    /// <param name="loggable">Names of query parameters whose values may be shown.</param>
    public Decision ToDecision(FrozenSet<string> loggable) => new(
        Reference,
        Started,
        DecisionWords.Request,
        DecisionWords.Of(Outcome),
        Client?.ToString() ?? "",
        EvidenceText.Of($"{EvidenceText.Of(Method, MaximumMethod)} {RecordedUrl.Of(Scheme, Host, Path, Query, loggable)}", MaximumUrl),
        Rule,
        Reason,
        Answer,
        EvidenceText.Milliseconds(Duration),
        Sent);

    private static DecisionOutcome OutcomeOf(PublishingRecord record) => record.Denial switch
    {
        null => DecisionOutcome.Served,
        { Status: >= 500 } => DecisionOutcome.Failed,
        _ => DecisionOutcome.Refused,
    };

    private static string? ReasonOf(PublishingRecord record) =>
        record.Denial is { } denial ? s_reasons[(int)denial.Reason] : record.Decision == PublishingDecision.Abandoned ? nameof(PublishingDecision.Abandoned) : null;

    private static string Cut(string text) => text.Length <= MaximumPart ? text : text[..MaximumPart];
}
