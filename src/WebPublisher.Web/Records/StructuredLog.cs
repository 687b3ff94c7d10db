using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Records;

/// <summary>
/// Writes each record as one structured log event: Information when the request was served, Warning when policy refused it, Error when it could not be served. This is
/// what the reference number of a denial page leads to.
/// </summary>
/// <param name="policy">Says which query parameters may be logged.</param>
/// <param name="logger">Where the events go; its category is what operators filter by.</param>
public sealed partial class StructuredLog(Snapshot<PublisherPolicy> policy, ILogger<StructuredLog> logger) : PublishingRecordSink
{
    private const int MaximumUrl = 4096;
    private const int MaximumDetail = 2048;
    private const int MaximumMethod = 64;
    private const string None = "-";

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var level = LevelOf(record);
        if (!_logger.IsEnabled(level))
        {
            return;
        }

        var method = LogEscaping.Escape(record.Method, MaximumMethod);
        var url = LogEscaping.Escape(Url(record), MaximumUrl);
        Denial? denial = record.Denial;
        var milliseconds = Milliseconds(record.Duration);
        double? frontEndMilliseconds = record.FrontEndDuration is TimeSpan frontEnd ? Milliseconds(frontEnd) : null;
        WriteRecord(
            level,
            record.Decision,
            method,
            url,
            record.Status,
            denial?.SubStatus ?? 0,
            denial?.Code ?? 0,
            denial is null ? None : Enum.GetName(denial.Reason) ?? None,
            denial?.Detail is { } detail ? LogEscaping.Escape(detail, MaximumDetail) : None,
            record.Reference,
            record.Rule ?? None,
            record.Client,
            record.Listener,
            record.Protocol is "" ? None : record.Protocol,
            record.TlsProtocol is SslProtocols tls ? TlsNames.Of(tls) : None,
            record.CipherSuite is TlsCipherSuite suite ? TlsNames.Of(suite) : None,
            record.Farm ?? None,
            record.FrontEnd ?? None,
            record.Attempts,
            record.RequestBytes,
            record.ResponseBytes,
            milliseconds,
            frontEndMilliseconds,
            record.PolicyRevision,
            record.TraceId ?? None);
    }

    private static LogLevel LevelOf(PublishingRecord record) => record.Denial switch
    {
        null => LogLevel.Information,
        { Status: >= 500 } => LogLevel.Error,
        _ => LogLevel.Warning,
    };

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);

    private string Url(PublishingRecord record)
    {
        Span<char> buffer = stackalloc char[QueryRedaction.MaximumLength];
        ReadOnlySpan<char> query = buffer[..QueryRedaction.Redact(record.Query, policy.Current.Logging.QueryParameters, buffer)];
        var scheme = record.Scheme is "" ? "" : "://";
        var isIPv6 = record.Host.Contains(':') && IPAddress.TryParse(record.Host, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6;
        var host = isIPv6 ? $"[{record.Host}]" : record.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{record.Scheme}{scheme}{host}{record.Path}{(query.IsEmpty ? "" : "?")}{query}");
    }

    [LoggerMessage(
        EventId = 2000,
        EventName = "Request",
        Message = "{Decision} {Method} {Url} status={Status} substatus={SubStatus} code={Code} reason={Reason} detail='{Detail}' reference={Reference} rule='{Rule}' "
            + "client={Client} listener={Listener} protocol={Protocol} tls={TlsVersion} cipher={CipherSuite} farm={Farm} frontend={FrontEnd} attempts={Attempts} "
            + "received={RequestBytes} sent={ResponseBytes} ms={Milliseconds} frontend-ms={FrontEndMilliseconds} policy={PolicyRevision} trace={TraceId}")]
    private partial void WriteRecord(
        LogLevel level,
        PublishingDecision decision,
        string method,
        string url,
        int status,
        int subStatus,
        int code,
        string reason,
        string detail,
        string reference,
        string rule,
        IPEndPoint? client,
        string listener,
        string protocol,
        string tlsVersion,
        string cipherSuite,
        string farm,
        string frontEnd,
        int attempts,
        long requestBytes,
        long responseBytes,
        double milliseconds,
        double? frontEndMilliseconds,
        string policyRevision,
        string traceId);
}
