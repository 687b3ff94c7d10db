using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace WebPublisher.Web.Records;

/// <summary>A record as a log event. The names of its values are what operators search for: they do not change.</summary>
/// <param name="record">What is told.</param>
/// <param name="method">The method, escaped and bounded.</param>
/// <param name="url">The redacted URL, escaped and bounded.</param>
/// <param name="detail">The private detail of a denial, escaped and bounded, or null.</param>
internal sealed class RequestMessage(PublishingRecord record, string method, string url, string? detail) : LogMessage
{
    private const string None = "-";

    private const string Template =
        "{Decision} {Method} {Url} status={Status} substatus={SubStatus} code={Code} reason={Reason} detail='{Detail}' reference={Reference} rule='{Rule}' section='{Section}' "
        + "client={Client} listener={Listener} protocol={Protocol} tls={TlsVersion} cipher={CipherSuite} farm={Farm} frontend={FrontEnd} attempts={Attempts} "
        + "received={RequestBytes} sent={ResponseBytes} ms={Milliseconds} frontend-ms={FrontEndMilliseconds} policy={PolicyRevision} trace={TraceId} firewall={Firewall} score={FirewallScore}";

    // Statuses, codes without a number of their own and attempts are nearly always among these: no box for them.
    private static readonly object[] s_small = [.. Enumerable.Range(0, 600).Select(number => (object)number)];
    private static readonly object[] s_decisions = [.. Enum.GetValues<PublishingDecision>().Select(decision => (object)decision)];

    /// <inheritdoc/>
    public override int Count => 28;

    private string Reason => record.Denial is { } denial ? Enum.GetName(denial.Reason) ?? None : None;

    private string Section => string.IsNullOrEmpty(record.Section) ? None : record.Section;

    private string Protocol => record.Protocol is "" ? None : record.Protocol;

    private string TlsVersion => record.TlsProtocol is SslProtocols version ? TlsNames.Of(version) : None;

    private string CipherSuite => record.CipherSuite is TlsCipherSuite suite ? TlsNames.Of(suite) : None;

    private string Firewall => record.Firewall is { } firewall ? Enum.GetName(firewall.Verdict) ?? None : None;

    private double? FrontEndMilliseconds => record.FrontEndDuration is TimeSpan duration ? Milliseconds(duration) : null;

    /// <inheritdoc/>
    public override KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Decision", s_decisions[(int)record.Decision]),
        1 => new("Method", method),
        2 => new("Url", url),
        3 => new("Status", Number(record.Status)),
        4 => new("SubStatus", Number(record.Denial?.SubStatus ?? 0)),
        5 => new("Code", Number(record.Denial?.Code ?? 0)),
        6 => new("Reason", Reason),
        7 => new("Detail", detail ?? None),
        8 => new("Reference", record.Reference),
        9 => new("Rule", record.Rule ?? None),
        10 => new("Section", Section),
        11 => new("Client", record.Client),
        12 => new("Listener", record.Listener),
        13 => new("Protocol", Protocol),
        14 => new("TlsVersion", TlsVersion),
        15 => new("CipherSuite", CipherSuite),
        16 => new("Farm", record.Farm ?? None),
        17 => new("FrontEnd", record.FrontEnd ?? None),
        18 => new("Attempts", Number(record.Attempts)),
        19 => new("RequestBytes", record.RequestBytes),
        20 => new("ResponseBytes", record.ResponseBytes),
        21 => new("Milliseconds", Milliseconds(record.Duration)),
        22 => new("FrontEndMilliseconds", FrontEndMilliseconds),
        23 => new("PolicyRevision", record.PolicyRevision),
        24 => new("TraceId", record.TraceId ?? None),
        25 => new("Firewall", Firewall),
        26 => new("FirewallScore", Number(record.Firewall?.InboundScore ?? 0)),
        27 => new("{OriginalFormat}", Template),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <inheritdoc/>
    protected override bool TryWrite(Span<char> destination, out int written)
    {
        // As IPEndPoint writes itself, but without its strings.
        var client = record.Client?.Address;
        (var open, var close) = client?.AddressFamily switch
        {
            null => ("", ""),
            AddressFamily.InterNetworkV6 => ("[", "]:"),
            _ => ("", ":"),
        };

        // A nullable number would be boxed.
        const int LongestPort = 5;
        Span<char> port = stackalloc char[LongestPort];
        var digits = 0;
        record.Client?.Port.TryFormat(port, out digits, default, CultureInfo.InvariantCulture);
        return destination.TryWrite(
            CultureInfo.InvariantCulture,
            $"{Enum.GetName(record.Decision)} {method} {url} status={record.Status} substatus={record.Denial?.SubStatus ?? 0} code={record.Denial?.Code ?? 0} reason={Reason} detail='{detail ?? None}' reference={record.Reference} rule='{record.Rule ?? None}' section='{Section}' client={open}{client}{close}{port[..digits]} listener={record.Listener} protocol={Protocol} tls={TlsVersion} cipher={CipherSuite} farm={record.Farm ?? None} frontend={record.FrontEnd ?? None} attempts={record.Attempts} received={record.RequestBytes} sent={record.ResponseBytes} ms={new MillisecondText(record.Duration)} frontend-ms={new MillisecondText(record.FrontEndDuration)} policy={record.PolicyRevision} trace={record.TraceId ?? None} firewall={Firewall} score={record.Firewall?.InboundScore ?? 0}",
            out written);
    }

    private static object Number(int value) => value >= 0 && value < s_small.Length ? s_small[value] : value;

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
