using System.CommandLine;

namespace WebPublisher.Conformance.Content;

/// <summary><c>conformance content DIR</c>: what the content filter hits and misses of a labelled corpus.</summary>
internal sealed class ContentCommand : Command
{
    public ContentCommand()
        : base("content", "Trains the content filter on DIR/train and judges another split; each is SPLIT.jsonl beside SPLIT/*.eml, or SPLIT.tar.xz.")
    {
        var directory = new Argument<DirectoryInfo>("dir") { Description = "The corpus." };
        var split = new Option<string>("--split") { Description = "What is judged.", DefaultValueFactory = _ => "dev" };
        var untrained = new Option<bool>("--untrained") { Description = "Judges by rules alone." };
        var results = new Option<FileInfo?>("--results") { Description = "Writes a line for each message: id, source, label, SCL, reasons." };
        Arguments.Add(directory);
        Options.Add(split);
        Options.Add(untrained);
        Options.Add(results);
        SetAction(async (parsed, _) =>
        {
            using var lines = parsed.GetValue(results) is { } file ? file.CreateText() : null;
            try
            {
                await new ContentSuite().RunAsync(parsed.GetRequiredValue(directory).FullName, parsed.GetRequiredValue(split), parsed.GetValue(untrained), lines);
                return 0;
            }
            catch (InvalidDataException exception)
            {
                Console.Error.WriteLine($"conformance: {exception.Message}");
                return 2;
            }
        });
    }
}
