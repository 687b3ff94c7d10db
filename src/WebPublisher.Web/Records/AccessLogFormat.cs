using System.Collections.Frozen;
using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Web.Records;

/// <summary>
/// The access log's lines: W3C extended log file format (W3C working draft WD-logfile-960323) with the fields of IIS where IIS has them. <c>time-taken</c> and
/// <c>x-frontend-time</c> are milliseconds, <c>cs-bytes</c> and <c>sc-bytes</c> count bodies, date and time are the end of the request in UTC.
/// </summary>
internal sealed class AccessLogFormat : RotatingLogFormat
{
    /// <summary>No line is longer, in bytes: the limits below, each character as three encoded bytes of three characters, and the numbers.</summary>
    public const int MaximumLine = 36 * 1024;

    private const int MaximumName = 128;
    private const int MaximumHost = 255;
    private const int MaximumPath = 2048;
    private const int MaximumUserAgent = 512;

    private const string Fields = "date time s-computername s-ip s-port c-ip cs-method cs-host cs-uri-stem cs-uri-query sc-status sc-substatus x-code x-decision x-rule "
        + "x-frontend time-taken x-frontend-time cs-bytes sc-bytes x-tls-version x-tls-cipher cs(User-Agent) x-reference";

    private static readonly string s_software = $"WebPublisher {typeof(AccessLogFormat).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>As IIS names them.</summary>
    public override RotatingLogNames Names { get; } = new("u_ex", '_', Digits: 3, FirstNumber: 0, ".log");

    /// <inheritdoc/>
    public override byte[] Header(DateTimeOffset now, bool isNewFile)
    {
        var date = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var start = isNewFile ? $"#Start-Date: {date}\n" : "";
        return Encoding.ASCII.GetBytes($"#Software: {s_software}\n#Version: 1.0\n{start}#Date: {date}\n#Fields: {Fields}\n");
    }

    /// <inheritdoc/>
    public override byte[] Loss(DateTimeOffset now, long lines) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"#Remark: {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} {lines} {(lines == 1 ? "entry is" : "entries are")} missing before this line\n"));

    /// <summary>Formats one line into <paramref name="buffer"/> of <see cref="MaximumLine"/> bytes.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(PublishingRecord record, string computer, FrozenSet<string> loggableParameters, Span<byte> buffer)
    {
        var ended = (record.Started + record.Duration).UtcDateTime;

        // Most requests have no query, and clearing room for one costs as much as several fields.
        Span<char> query = record.Query is "" ? [] : stackalloc char[QueryRedaction.MaximumLength];
        query = query[..QueryRedaction.Redact(record.Query, loggableParameters, query)];
        var line = new W3CLine(buffer);
        line.Time(ended);
        line.Field(computer, MaximumName);
        Address(ref line, record.Local?.Address);
        line.Field(record.Local?.Port ?? 0);
        Address(ref line, record.Client?.Address);
        line.Field(record.Method, MaximumName);
        line.Field(record.Host, MaximumHost);
        line.Field(record.Path, MaximumPath);
        line.Field(query, QueryRedaction.MaximumLength);
        line.Field(record.Status);
        line.Field(record.Denial?.SubStatus ?? 0);
        line.Field(record.Denial?.Code ?? 0);
        line.Field(Enum.GetName(record.Decision), MaximumName);
        line.Field(record.Rule, MaximumName);
        line.Field(record.FrontEnd, MaximumHost);
        line.Field((long)record.Duration.TotalMilliseconds);
        if (record.FrontEndDuration is TimeSpan frontEnd)
        {
            line.Field((long)frontEnd.TotalMilliseconds);
        }
        else
        {
            line.Field("", 0);
        }

        line.Field(record.RequestBytes);
        line.Field(record.ResponseBytes);
        line.Field(record.TlsProtocol is SslProtocols version ? TlsNames.Of(version) : "", MaximumName);
        line.Field(record.CipherSuite is TlsCipherSuite suite ? TlsNames.Of(suite) : "", MaximumName);
        line.Field(record.UserAgent, MaximumUserAgent);
        line.Field(record.Reference, MaximumName);
        line.End();
        return line.Length;
    }

    private static void Address(ref W3CLine line, System.Net.IPAddress? address)
    {
        if (address is null)
        {
            line.Field("", 0);
        }
        else
        {
            line.Field(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }
    }
}
