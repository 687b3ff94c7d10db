using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Records;

/// <summary>Writes each record as one structured log event: what the reference number of a refusal leads to. Warning when something was refused.</summary>
public sealed partial class StructuredSmtpLog(ILogger<StructuredSmtpLog> logger) : MessageRecordSink
{
    private const int ShownRecipients = 10;
    private const string None = "-";

    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public override void Write(MessageRecord record)
    {
        var level = record.Outcome is MessageOutcome.Delivered or MessageOutcome.Passed && record.RefusedRecipients == 0 ? LogLevel.Information : LogLevel.Warning;
        if (!_logger.IsEnabled(level))
        {
            return;
        }

        var sender = record.Sender.ToString();
        var recipients = string.Join(' ', record.Recipients.Take(ShownRecipients));
        var refusals = record.Refusals.IsEmpty ? None : string.Join("; ", record.Refusals.Select(refusal => $"{refusal.Recipient} {refusal.Reply}"));
        var reply = record.Reply?.ToString() ?? None;
        var removed = record.RemovedFieldNames.IsEmpty ? None : string.Join(' ', record.RemovedFieldNames);
        var findings = Findings(record.Findings);
        var milliseconds = Milliseconds(record.Duration);
        var serverMilliseconds = Milliseconds(record.ServerDuration);
        WriteMessage(
            level,
            record.Outcome,
            sender,
            recipients,
            record.Recipients.Length,
            record.RefusedRecipients,
            refusals,
            reply,
            record.Bytes,
            record.RemovedFields,
            removed,
            findings,
            record.Reference,
            record.Session,
            record.Connector,
            record.Route ?? None,
            record.Client,
            record.ClientName,
            record.User ?? None,
            record.IsSecure,
            milliseconds,
            serverMilliseconds,
            record.TraceId ?? None);
    }

    /// <inheritdoc/>
    public override void Write(SessionRecord record)
    {
        var level = record.LastRefusal is null ? LogLevel.Information : LogLevel.Warning;
        if (!_logger.IsEnabled(level))
        {
            return;
        }

        var tlsVersion = record.TlsProtocol?.ToString() ?? None;
        var findings = Findings(record.Findings);
        var cipherSuite = record.CipherSuite?.ToString() ?? None;
        var milliseconds = Milliseconds(record.Duration);
        WriteSession(
            level,
            record.End,
            record.Reference,
            record.Connector,
            record.Client,
            record.Local,
            record.Balancer,
            record.ClientName ?? None,
            record.User ?? None,
            tlsVersion,
            cipherSuite,
            record.Messages,
            record.Errors,
            record.BytesReceived,
            record.LastRefusal ?? None,
            findings,
            milliseconds);
    }

    private static string Findings(ImmutableArray<AgentFinding> findings) => findings.IsEmpty ? None : string.Join("; ", findings);

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);

    [LoggerMessage(
        EventId = 3000,
        EventName = "Message",
        Message = "{Outcome} from {Sender} to {Recipients} accepted={Accepted} refused={Refused} refusals='{Refusals}' reply='{Reply}' bytes={Bytes} removed-fields={RemovedFields} '{RemovedFieldNames}' findings='{Findings}' "
            + "reference={Reference} session={Session} connector={Connector} route={Route} client={Client} helo={ClientName} user='{User}' tls={IsSecure} ms={Milliseconds} server-ms={ServerMilliseconds} trace={TraceId}")]
    private partial void WriteMessage(
        LogLevel level,
        MessageOutcome outcome,
        string sender,
        string recipients,
        int accepted,
        int refused,
        string refusals,
        string reply,
        long bytes,
        int removedFields,
        string removedFieldNames,
        string findings,
        string reference,
        string session,
        string connector,
        string route,
        IPEndPoint client,
        string clientName,
        string user,
        bool isSecure,
        double milliseconds,
        double serverMilliseconds,
        string traceId);

    [LoggerMessage(
        EventId = 3001,
        EventName = "SmtpSession",
        Message = "SMTP session ended: {End} reference={Reference} connector={Connector} client={Client} local={Local} balancer={Balancer} helo={ClientName} user='{User}' "
            + "tls={TlsVersion} cipher={CipherSuite} messages={Messages} errors={Errors} received={Bytes} refusal='{LastRefusal}' findings='{Findings}' ms={Milliseconds}")]
    private partial void WriteSession(
        LogLevel level,
        SessionEnd end,
        string reference,
        string connector,
        IPEndPoint client,
        IPEndPoint? local,
        IPEndPoint? balancer,
        string clientName,
        string user,
        string tlsVersion,
        string cipherSuite,
        int messages,
        int errors,
        long bytes,
        string lastRefusal,
        string findings,
        double milliseconds);
}
