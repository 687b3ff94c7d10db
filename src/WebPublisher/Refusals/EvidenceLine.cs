using System.Text.Encodings.Web;
using System.Text.Json;

namespace WebPublisher.Refusals;

/// <summary>Evidence as a line of JSON.</summary>
internal static class EvidenceLine
{
    private static readonly EvidenceJson s_json = new(new JsonSerializerOptions(EvidenceJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes evidence, with a line feed behind it.</summary>
    public static byte[] Of(Evidence evidence) => [.. JsonSerializer.SerializeToUtf8Bytes(evidence, s_json.Evidence), (byte)'\n'];

    /// <summary>Reads a line.</summary>
    /// <returns>Null for what is none: half a line that a crash has left, a line of another kind such as one about lines that are missing.</returns>
    public static Evidence? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, s_json.Evidence);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
