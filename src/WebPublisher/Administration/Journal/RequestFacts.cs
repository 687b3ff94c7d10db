using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using WebPublisher.Administration.Model;
using WebPublisher.Refusals;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Administration.Journal;

/// <summary>
/// What is remembered of a request: its record, which nobody changes any more, so that remembering one that was served allocates and copies nothing. Its query may hold
/// secrets and is redacted as soon as anybody looks.
/// </summary>
/// <param name="record">The record, as its request left it.</param>
internal readonly struct RequestFacts(PublishingRecord record)
{
    /// <summary>Characters of the host, the path and the query that are formatted, of each.</summary>
    private const int MaximumPart = 2048;

    private const int MaximumUrl = 512;
    private const int MaximumMethod = 32;

    private static readonly string[] s_reasons = Enum.GetNames<DenialReason>();

    /// <summary>Its number.</summary>
    public string Reference => record.Reference;

    /// <summary>The client.</summary>
    public IPAddress? Client => record.Client?.Address;

    /// <summary>The rule that decided; null when none was reached.</summary>
    public string? Rule => record.Rule;

    /// <summary>What became of it.</summary>
    public DecisionOutcome Outcome => record.Denial switch
    {
        null => DecisionOutcome.Served,
        { Status: >= 500 } => DecisionOutcome.Failed,
        _ => DecisionOutcome.Refused,
    };

    /// <summary>Why it was not served; null when it was.</summary>
    public string? Reason =>
        record.Denial is { } denial ? s_reasons[(int)denial.Reason] : record.Decision == PublishingDecision.Abandoned ? nameof(PublishingDecision.Abandoned) : null;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => record.Duration;

    /// <summary>Octets of its body.</summary>
    public long Received => record.RequestBytes;

    /// <summary>Octets of the answer's body.</summary>
    public long Sent => record.ResponseBytes;

    /// <summary>
    /// Whether they may be kept as they are, among hundreds: little was sent of all that a client may send as long as it likes, and nothing was found in it.
    /// </summary>
    public bool IsSmall => record.Firewall is null or { Matches.IsEmpty: true } && record.Reported is null && record.AnswerNote is null
        && record.Method.Length + record.Host.Length + record.Path.Length + record.Query.Length + (record.UserAgent?.Length ?? 0) <= MaximumPart;

    private string Answer
    {
        get
        {
            var status = record.Status > 0 ? record.Status : record.Denial?.Status ?? 0;
            var subStatus = record.Denial?.SubStatus ?? 0;
            return status == 0 ? "none"
                : subStatus == 0 ? status.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{status}.{subStatus}");
        }
    }

    /// <summary>Formats them.</summary>
    /// <param name="loggable">Names of query parameters whose values may be shown.</param>
    public Decision ToDecision(FrozenSet<string> loggable) => new(
        Reference,
        record.Started,
        DecisionWords.Request,
        DecisionWords.Of(Outcome),
        Client?.ToString() ?? "",
        EvidenceText.Of($"{EvidenceText.Of(record.Method, MaximumMethod)} {RecordedUrl.Of(record.Scheme, Cut(record.Host), Cut(record.Path), Cut(record.Query), loggable)}", MaximumUrl),
        Rule,
        Reason,
        Answer,
        EvidenceText.Milliseconds(Duration),
        Sent);

    private static string Cut(string text) => text.Length <= MaximumPart ? text : text[..MaximumPart];
}
