using System.Globalization;
using System.Text.Json;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>
/// A rspamd's answer. Its action says what its thresholds made of the score, and becomes the level: reject 9; add header and rewrite subject, which mark mail as probable spam, 6;
/// greylist and soft reject, which doubt it, 4; no action 1, and 0 below a score of 0.
/// </summary>
internal static class RspamdAnswer
{
    private const int MostSymbols = 6;

    /// <exception cref="ScorerException">It is none.</exception>
    public static ExternalScore Parse(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            var (action, score) = (root.GetProperty("action").GetString() ?? "", root.GetProperty("score").GetDouble());
            var required = root.TryGetProperty("required_score", out var threshold) && threshold.ValueKind == JsonValueKind.Number ? threshold.GetDouble() : double.NaN;
            int? level = action switch
            {
                "reject" => 9,
                "add header" or "rewrite subject" or "quarantine" or "discard" => 6,
                "greylist" or "soft reject" => 4,
                "no action" => score < 0 ? 0 : 1,
                _ => null,
            };
            return level is { } scl
                ? new ExternalScore(scl, string.Create(CultureInfo.InvariantCulture, $"rspamd {action} {score:0.0}/{required:0.0}{Symbols(root)}"))
                : throw new ScorerException($"rspamd knows an action that is not known here: {Printable(action)}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ScorerException("rspamd gave an answer that cannot be understood", e);
        }
    }

    /// <summary>The symbols that weigh most, without what they saw in the message.</summary>
    private static string Symbols(JsonElement root)
    {
        if (!root.TryGetProperty("symbols", out var symbols) || symbols.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        var named = symbols.EnumerateObject()
            .Select(symbol => (symbol.Name, Score: symbol.Value.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number ? score.GetDouble() : 0))
            .Where(symbol => symbol.Score != 0).OrderByDescending(symbol => Math.Abs(symbol.Score)).ThenBy(symbol => symbol.Name, StringComparer.Ordinal).Take(MostSymbols);
        return string.Concat(named.Select(symbol => $" {Printable(symbol.Name)}"));
    }

    private static string Printable(string text) => string.Concat(text.Take(60).Where(character => character is > ' ' and <= '~'));
}
