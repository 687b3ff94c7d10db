using System.Globalization;
using System.Text;
using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Refusals;

/// <summary>The files of the refusal log: lines of JSON, and of one half each, for the halves may be two processes.</summary>
/// <param name="half">The half in capitals, with which names of files begin.</param>
internal sealed class RefusalLogFormat(string half) : RotatingLogFormat
{
    /// <summary>The files of the web half.</summary>
    public static RefusalLogFormat Web { get; } = new("WEB");

    /// <summary>The files of the mail half.</summary>
    public static RefusalLogFormat Mail { get; } = new("MAIL");

    /// <inheritdoc/>
    public override RotatingLogNames Names { get; } = new(half, '-', Digits: 1, FirstNumber: 1, ".jsonl");

    /// <summary>Nothing: every line explains itself.</summary>
    public override byte[] Header(DateTimeOffset now, bool isNewFile) => [];

    /// <inheritdoc/>
    public override byte[] Loss(DateTimeOffset now, long lines) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"kind\":\"loss\",\"time\":\"{now:O}\",\"missing\":{lines}}}\n"));
}
