using System.CommandLine;

namespace WebPublisher.Conformance.Mime;

/// <summary>
/// <c>conformance mime DIR</c>: walks over the messages of a directory. What is told of them depends on what the directory holds: evasions with an index, messages with
/// their expected parts, or mail as it was received.
/// </summary>
internal sealed class MimeCommand : Command
{
    public MimeCommand()
        : base("mime", "Walks over messages: evasions (index.jsonl), messages with expected parts (eml/*/*.json), or a directory of mail (*.eml).")
    {
        var directory = new Argument<DirectoryInfo>("dir") { Description = "The messages." };
        var results = new Option<FileInfo?>("--results") { Description = "Writes a line for each message: its file, a tab, and what became of it." };
        var label = new Option<string?>("--label") { Description = "Of a directory of mail with a list DIR.jsonl beside it: only messages of this label, ham for instance." };
        Arguments.Add(directory);
        Options.Add(results);
        Options.Add(label);
        SetAction(parsed =>
        {
            var root = parsed.GetRequiredValue(directory);
            using var lines = parsed.GetValue(results) is { } file ? file.CreateText() : null;
            if (!root.Exists)
            {
                Console.Error.WriteLine($"conformance: {root} is no directory");
                return 2;
            }

            if (File.Exists(Path.Combine(root.FullName, "index.jsonl")))
            {
                return EvasionSuite.Run(root.FullName, lines);
            }

            return Directory.Exists(Path.Combine(root.FullName, "eml"))
                ? PartTreeSuite.Run(root.FullName, lines)
                : MailSurvey.Run(root.FullName, parsed.GetValue(label), lines);
        });
    }
}
