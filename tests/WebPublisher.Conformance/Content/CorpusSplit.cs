using System.Diagnostics;
using System.Text.Json;

namespace WebPublisher.Conformance.Content;

/// <summary>A split of a corpus: SPLIT.jsonl with a line for each message (id, label, source), and the messages as SPLIT/ID.eml; or both in SPLIT.tar.xz.</summary>
internal sealed class CorpusSplit : IDisposable
{
    private readonly string? _unpacked;

    private CorpusSplit(string? unpacked, IReadOnlyList<LabelledMessage> messages)
    {
        _unpacked = unpacked;
        Messages = messages;
    }

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<LabelledMessage> Messages { get; }

    /// <summary>Opens a split; an archive is unpacked by the system's tar into a directory that goes with this object.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static CorpusSplit Open(string directory, string split)
    {
        if (File.Exists(Path.Combine(directory, split + ".jsonl")))
        {
            return new CorpusSplit(unpacked: null, Read(directory, split));
        }

        var archive = Path.Combine(directory, split + ".tar.xz");
        if (!File.Exists(archive))
        {
            throw new InvalidDataException($"{directory} holds neither {split}.jsonl nor {split}.tar.xz");
        }

        var unpacked = Directory.CreateTempSubdirectory("webpublisher-content-").FullName;
        using var tar = Process.Start(new ProcessStartInfo("tar", ["-xf", archive, "-C", unpacked]))!;
        tar.WaitForExit();
        if (tar.ExitCode != 0)
        {
            Directory.Delete(unpacked, recursive: true);
            throw new InvalidDataException($"tar could not unpack {archive}");
        }

        return new CorpusSplit(unpacked, Read(unpacked, split));
    }

    public void Dispose()
    {
        if (_unpacked is not null)
        {
            Directory.Delete(_unpacked, recursive: true);
        }
    }

    private static List<LabelledMessage> Read(string directory, string split)
    {
        var messages = new List<LabelledMessage>();
        foreach (var line in File.ReadLines(Path.Combine(directory, split + ".jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            var id = entry.RootElement.GetProperty("id").GetString()!;
            var file = Path.Combine(directory, split, id + ".eml");
            messages.Add(new LabelledMessage(file, id, entry.RootElement.GetProperty("label").GetString() == "spam", entry.RootElement.GetProperty("source").GetString()!));
        }

        return [.. messages.OrderBy(message => message.Id, StringComparer.Ordinal)];
    }
}
