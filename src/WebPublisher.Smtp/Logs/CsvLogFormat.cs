using System.Globalization;
using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Smtp.Logs;

/// <summary>A log of comma-separated lines under a head, as Exchange writes them.</summary>
/// <param name="names">How its files are called.</param>
/// <param name="type">What the head of a file says it is.</param>
/// <param name="fields">The names of the fields, separated by commas.</param>
internal abstract class CsvLogFormat(RotatingLogNames names, string type, string fields) : RotatingLogFormat
{
    private static readonly string s_software = $"WebPublisher {typeof(CsvLogFormat).Assembly.GetName().Version?.ToString(3)}";

    /// <inheritdoc/>
    public override RotatingLogNames Names => names;

    /// <inheritdoc/>
    public override byte[] Header(DateTimeOffset now, bool isNewFile) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"#Software: {s_software}\n#Version: 1.0\n#Log-Type: {type}\n#Date: {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n#Fields: {fields}\n"));

    /// <inheritdoc/>
    public override byte[] Loss(DateTimeOffset now, long lines) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"#Remark: {now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {lines} {(lines == 1 ? "line is" : "lines are")} missing before this one\n"));
}
