using System.Buffers;
using System.Text.Json;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Conformance.Mime;

/// <summary>
/// Messages with the parts that another parser finds in them: eml/*/N.eml beside N.json. Compared is the tree: what is a multipart, a message, text, HTML or a file, and
/// what is in what.
/// </summary>
internal static class PartTreeSuite
{
    public static int Run(string directory, TextWriter? results)
    {
        var (all, equal, ambiguous) = (0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory, "eml"), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, ".json")));
            var summary = MimeWalker.Walk(new ReadOnlySequence<byte>(File.ReadAllBytes(file)), MimeLimits.Default, new PayloadVisitor([0]));
            var (theirs, ours) = (Expected(expected.RootElement, 0), Describe(summary.Parts, summary.Parts[0]));
            var name = Path.GetRelativePath(directory, file);
            all++;
            var findings = string.Join(' ', summary.Findings.Where(finding => finding.Class != MimeFindingClass.Notice).Select(finding => finding.Kind).Distinct());
            var outcome = theirs == ours ? "equal" : summary.IsAmbiguous ? "ambiguous" : "different";
            equal += outcome == "equal" ? 1 : 0;
            ambiguous += outcome == "ambiguous" ? 1 : 0;
            results?.WriteLine($"{name}\t{outcome}\t{findings}\t{theirs}\t{ours}");
            if (outcome != "equal")
            {
                Console.WriteLine($"{outcome}: {name} {findings}\n  expected {theirs}\n  found    {ours}");
            }
        }

        Console.WriteLine($"{all} messages: {equal} trees as expected, {ambiguous} others told as ambiguous, {all - equal - ambiguous} different");
        return all > 0 ? 0 : 1;
    }

    private static string Expected(JsonElement message, int part)
    {
        var body = message.GetProperty("parts")[part].GetProperty("body");
        var kind = body.EnumerateObject().First();
        return kind.Name switch
        {
            "Multipart" => $"multipart({string.Join(' ', kind.Value.EnumerateArray().Select(child => Expected(message, child.GetInt32())))})",
            "Message" => $"message({Expected(kind.Value, 0)})",
            "Text" => "text",
            "Html" => "html",
            _ => "file",
        };
    }

    private static string Describe(IReadOnlyList<MimePart> parts, MimePart part)
    {
        var children = string.Join(' ', parts.Where(child => child.Parent == part && child.Kind != MimePartKind.EmbeddedFile).Select(child => Describe(parts, child)));
        return part switch
        {
            { Kind: MimePartKind.Multipart } => $"multipart({children})",
            { Kind: MimePartKind.Message } => $"message({children})",
            { MediaType: { Type: "text", Subtype: "html" } } => "html",
            { MediaType: { Type: "text" } } => "text",
            _ => "file",
        };
    }
}
