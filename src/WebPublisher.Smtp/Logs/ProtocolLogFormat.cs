using System.Globalization;
using System.Net;
using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>The lines of a protocol log: comma-separated, as Exchange writes them (RFC 4180 quoting).</summary>
/// <param name="prefix">What names of files begin with.</param>
/// <param name="type">What the head of a file says it is.</param>
internal sealed class ProtocolLogFormat(string prefix, string type) : RotatingLogFormat
{
    // A command line has 12,288 octets at most; what is of use stands at its beginning.
    private const int MaximumData = 2048;

    private static readonly string s_software = $"WebPublisher {typeof(ProtocolLogFormat).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>As Exchange names them.</summary>
    public override RotatingLogNames Names { get; } = new(prefix, '-', Digits: 1, FirstNumber: 1, ".LOG");

    /// <inheritdoc/>
    public override byte[] Header(DateTimeOffset now, bool isNewFile) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"#Software: {s_software}\n#Version: 1.0\n#Log-Type: {type}\n#Date: {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n"));

    /// <inheritdoc/>
    public override byte[] Loss(DateTimeOffset now, long lines) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"#Remark: {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {lines} {(lines == 1 ? "line is" : "lines are")} missing before this one\n"));

    /// <summary>One line.</summary>
    public static string Line(
        DateTimeOffset now, string connector, string session, int sequence, EndPoint? local, EndPoint? remote, char kind, ReadOnlySpan<byte> data, string context) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{Quote(connector)},{session},{sequence},{local},{remote},{kind},{Quote(Show(data))},{Quote(context)}\n");

    /// <summary>Octets as text in one line: controls, and what is no UTF-8, become question marks.</summary>
    private static string Show(ReadOnlySpan<byte> data)
    {
        var text = Encoding.UTF8.GetString(data[..Math.Min(data.Length, MaximumData)]);
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? string.Create(text.Length, text, static (shown, source) =>
            {
                for (var index = 0; index < shown.Length; index++)
                {
                    shown[index] = char.IsControl(source[index]) || source[index] is '\u2028' or '\u2029' or '\ufffd' ? '?' : source[index];
                }
            })
            : text;
    }

    private static string Quote(string text) => text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
