using System.Globalization;
using System.Net;
using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>The lines of a protocol log.</summary>
/// <param name="prefix">What names of files begin with, which are otherwise as Exchange's.</param>
/// <param name="type">What the head of a file says it is.</param>
internal sealed class ProtocolLogFormat(string prefix, string type)
    : CsvLogFormat(new RotatingLogNames(prefix, '-', Digits: 1, FirstNumber: 1, ".LOG"), type, "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context")
{
    // A command line has 12,288 octets at most; what is of use stands at its beginning.
    private const int MaximumData = 2048;

    /// <summary>One line.</summary>
    public static string Line(
        DateTimeOffset now, string connector, string session, int sequence, EndPoint? local, EndPoint? remote, char kind, ReadOnlySpan<byte> data, string context) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{CsvField.Quoted(connector)},{session},{sequence},{local},{remote},{kind},{Shown(data)},{CsvField.Quoted(context)}\n");

    private static string Shown(ReadOnlySpan<byte> data) => CsvField.Of(Encoding.UTF8.GetString(data[..Math.Min(data.Length, MaximumData)]));
}
