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

    private readonly string _method;
    private readonly string _scheme;
    private readonly string _host;
    private readonly string _path;
    private readonly string _query;
    private readonly int _status;
    private readonly int _subStatus;

    private RequestFacts(PublishingRecord record) =>
        (Reference, Started, Client, Rule, Outcome, Reason, _method, _scheme, _host, _path, _query, _status, _subStatus, Duration, Received, Sent) =
        (record.Reference, record.Started, record.Client?.Address, record.Rule, OutcomeOf(record), ReasonOf(record), record.Method, record.Scheme, Cut(record.Host), Cut(record.Path),
            Cut(record.Query), record.Status > 0 ? record.Status : record.Denial?.Status ?? 0, record.Denial?.SubStatus ?? 0, record.Duration, record.RequestBytes, record.ResponseBytes);

    /// <summary>Its number.</summary>
    public string Reference { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>The client.</summary>
    public IPAddress? Client { get; }

    /// <summary>The rule that decided; null when none was reached.</summary>
    public string? Rule { get; }

    /// <summary>What became of it.</summary>
    public DecisionOutcome Outcome { get; }

    /// <summary>Why it was not served; null when it was.</summary>
    public string? Reason { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Octets of its body.</summary>
    public long Received { get; }

    /// <summary>Octets of the answer's body.</summary>
    public long Sent { get; }

    /// <summary>Takes them from a record.</summary>
    public static RequestFacts Of(PublishingRecord record) => new(record);

    /// <summary>Formats them.</summary>
    /// <param name="loggable">Names of query parameters whose values may be shown.</param>
    public Decision ToDecision(FrozenSet<string> loggable) => new(
        Reference,
        Started,
        DecisionWords.Request,
        DecisionWords.Of(Outcome),
        Client?.ToString() ?? "",
        EvidenceText.Of($"{EvidenceText.Of(_method, MaximumMethod)} {RecordedUrl.Of(_scheme, _host, _path, _query, loggable)}", MaximumUrl),
        Rule,
        Reason,
        Answer,
        EvidenceText.Milliseconds(Duration),
        Sent);

    private string Answer => _status == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{_status}{(_subStatus > 0 ? "." : "")}{(_subStatus > 0 ? _subStatus : null)}");

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
