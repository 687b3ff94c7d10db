using System.Collections.Frozen;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace WebPublisher.Web.Records;

/// <summary>A record as a log event. The names of its values are what operators search for: they do not change.</summary>
/// <param name="record">What is told.</param>
/// <param name="method">The method, escaped and bounded.</param>
/// <param name="loggable">Names of query parameters whose values may be kept.</param>
/// <param name="detail">The private detail of a denial, escaped and bounded, or null.</param>
internal sealed class RequestMessage(PublishingRecord record, string method, FrozenSet<string> loggable, string? detail) : LogMessage
{
    private const int MaximumUrl = 4096;
    private const string None = "-";

    private const string Template =
        "{Decision} {Method} {Url} status={Status} substatus={SubStatus} code={Code} reason={Reason} detail='{Detail}' reference={Reference} rule='{Rule}' section='{Section}' "
        + "client={Client} listener={Listener} protocol={Protocol} tls={TlsVersion} cipher={CipherSuite} farm={Farm} frontend={FrontEnd} attempts={Attempts} "
        + "received={RequestBytes} sent={ResponseBytes} ms={Milliseconds} frontend-ms={FrontEndMilliseconds} policy={PolicyRevision} trace={TraceId} firewall={Firewall} score={FirewallScore}";

    // Statuses, codes without a number of their own and attempts are nearly always among these: no box for them.
    private static readonly object[] s_small = [.. Enumerable.Range(0, 600).Select(number => (object)number)];
    private static readonly string[] s_decisionNames = Enum.GetNames<PublishingDecision>();
    private static readonly object[] s_decisions = [.. Enum.GetValues<PublishingDecision>().Select(decision => (object)decision)];

    /// <inheritdoc/>
    public override int Count => 28;

    private string Url => field ??= LogEscaping.Escape(RecordedUrl.Of(record, loggable), MaximumUrl);

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
        2 => new("Url", Url),
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
    public override bool TryWrite(Span<byte> destination, out int written)
    {
        var text = new Utf8Text(destination);
        text.Append(s_decisionNames[(int)record.Decision]);
        text.Append(" "u8, method);
        text.Append(" "u8);
        if (!RecordedUrl.TryAppend(ref text, record, loggable, MaximumUrl))
        {
            text.Append(Url);
        }

        text.Append(" status="u8, record.Status);
        text.Append(" substatus="u8, record.Denial?.SubStatus ?? 0);
        text.Append(" code="u8, record.Denial?.Code ?? 0);
        text.Append(" reason="u8, Reason);
        text.Append(" detail='"u8, detail ?? None);
        text.Append("' reference="u8, record.Reference);
        text.Append(" rule='"u8, record.Rule ?? None);
        text.Append("' section='"u8, Section);
        text.Append("' client="u8);
        AppendClient(ref text);
        text.Append(" listener="u8, record.Listener);
        text.Append(" protocol="u8, Protocol);
        text.Append(" tls="u8, TlsVersion);
        text.Append(" cipher="u8, CipherSuite);
        text.Append(" farm="u8, record.Farm ?? None);
        text.Append(" frontend="u8, record.FrontEnd ?? None);
        text.Append(" attempts="u8, record.Attempts);
        text.Append(" received="u8, record.RequestBytes);
        text.Append(" sent="u8, record.ResponseBytes);
        text.Append(" ms="u8);
        MillisecondText.Append(ref text, record.Duration);
        text.Append(" frontend-ms="u8);
        if (record.FrontEndDuration is { } frontEnd)
        {
            MillisecondText.Append(ref text, frontEnd);
        }

        text.Append(" policy="u8, record.PolicyRevision);
        text.Append(" trace="u8, record.TraceId ?? None);
        text.Append(" firewall="u8, Firewall);
        text.Append(" score="u8, record.Firewall?.InboundScore ?? 0);
        written = text.Length;
        return text.IsComplete;
    }

    // As IPEndPoint writes itself, but without its strings.
    private void AppendClient(ref Utf8Text text)
    {
        if (record.Client is not { } client)
        {
            return;
        }

        var isIPv6 = client.AddressFamily is AddressFamily.InterNetworkV6;
        text.Append(isIPv6 ? "["u8 : []);
        text.Append(client.Address);
        text.Append(isIPv6 ? "]:"u8 : ":"u8);
        text.Append(client.Port);
    }

    private static object Number(int value) => value >= 0 && value < s_small.Length ? s_small[value] : value;

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
