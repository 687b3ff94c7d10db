using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Records;

/// <summary>
/// Writes each record as one structured log event: Information when the request was served, Warning when policy refused it, Error when it could not be served. This is
/// what the reference number of a denial page leads to.
/// </summary>
/// <param name="policy">Says which query parameters may be logged.</param>
/// <param name="logger">Where the events go; its category is what operators filter by.</param>
public sealed class StructuredLog(Snapshot<PublisherPolicy> policy, ILogger<StructuredLog> logger) : PublishingRecordSink
{
    private const int MaximumDetail = 2048;
    private const int MaximumMethod = 64;

    private static readonly EventId s_request = new(2000, "Request");
    private static readonly Func<RequestMessage, Exception?, string> s_format = (message, _) => message.ToString();

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        if (record.Reported is { } reported && _logger.IsEnabled(LogLevel.Warning))
        {
            _logger.AttackReported(LogEscaping.Escape(reported, MaximumDetail), record.Reference, record.Rule, record.Client);
        }

        if (record.Firewall is { Matches.IsEmpty: false } firewall && _logger.IsEnabled(LogLevel.Warning))
        {
            FirewallLog.Write(_logger, record, firewall);
        }

        var level = LevelOf(record);
        if (!_logger.IsEnabled(level))
        {
            return;
        }

        var method = LogEscaping.Escape(record.Method, MaximumMethod);
        var detail = (record.Denial?.Detail ?? record.AnswerNote) is { } told ? LogEscaping.Escape(told, MaximumDetail) : null;
        _logger.Log(level, s_request, new RequestMessage(record, method, policy.Current.Logging.QueryParameters, detail), exception: null, s_format);
    }

    private static LogLevel LevelOf(PublishingRecord record) => record.Denial switch
    {
        null => LogLevel.Information,
        { Status: >= 500 } => LogLevel.Error,
        _ => LogLevel.Warning,
    };
}
