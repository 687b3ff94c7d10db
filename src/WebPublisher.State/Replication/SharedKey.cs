using System.Text.Json;

namespace WebPublisher.State.Replication;

/// <summary>Reads the keys by which nodes speak of what they share: JSON arrays, made by the triggers of <see cref="Database.ReplicationTables"/>.</summary>
internal static class SharedKey
{
    /// <summary>The key of a held message.</summary>
    public static string Of(string reference) => $"[{JsonSerializer.Serialize(reference)}]";

    /// <summary>The text at a place.</summary>
    public static string Text(string key, int place)
    {
        using var read = JsonDocument.Parse(key);
        return read.RootElement[place].GetString()!;
    }

    /// <summary>The number at a place.</summary>
    public static long Number(string key, int place)
    {
        using var read = JsonDocument.Parse(key);
        return read.RootElement[place].GetInt64();
    }
}
