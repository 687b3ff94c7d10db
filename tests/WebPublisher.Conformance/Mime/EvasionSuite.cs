using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Conformance.Mime;

/// <summary>
/// Messages that hide a file from scanners: index.jsonl names each with its kind ("content" or "filename") and how far it is from the standard. A scanner has to find the
/// hidden file, or its name, or refuse the message because readers disagree about it.
/// </summary>
internal static class EvasionSuite
{
    // The string is written in two so that no scanner takes this file for an infected one.
    private static readonly byte[] s_eicar = Encoding.ASCII.GetBytes("$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!");

    public static int Run(string directory, TextWriter? results)
    {
        var counts = new SortedDictionary<(string Kind, int Validity), (int Passed, int Found, int All)>();
        foreach (var line in File.ReadLines(Path.Combine(directory, "index.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            var file = entry.RootElement.GetProperty("file").GetString()!;
            var kind = entry.RootElement.GetProperty("kind").GetString()!;
            var path = Path.Combine(directory, file);
            if (!File.Exists(path))
            {
                continue;
            }

            var (outcome, summary) = Judge(path, kind);
            var key = (kind, entry.RootElement.GetProperty("validity").GetInt32());
            var (passed, found, all) = counts.GetValueOrDefault(key);
            counts[key] = (passed + (outcome == "missed" ? 0 : 1), found + (outcome == "found" ? 1 : 0), all + 1);
            results?.WriteLine($"{file}\t{outcome}\t{entry.RootElement.GetProperty("test").GetString()}\t{string.Join(' ', summary.Findings.Select(finding => finding.Kind))}");
            if (outcome == "missed")
            {
                Console.WriteLine($"missed: {entry.RootElement.GetProperty("test").GetString()} ({file})");
            }
        }

        Print(counts);
        return counts.Count > 0 ? 0 : 1;
    }

    private static (string Outcome, MimeSummary Summary) Judge(string path, string kind)
    {
        var visitor = new PayloadVisitor(s_eicar);
        var summary = MimeWalker.Walk(new ReadOnlySequence<byte>(File.ReadAllBytes(path)), MimeLimits.Default, visitor);
        var found = kind == "filename" ? visitor.Extensions.Contains("zip") : visitor.HasMark;
        return (found ? "found" : summary.IsAmbiguous ? "blocked" : "missed", summary);
    }

    private static void Print(SortedDictionary<(string Kind, int Validity), (int Passed, int Found, int All)> counts)
    {
        foreach (var ((kind, validity), (passed, _, all)) in counts)
        {
            Console.WriteLine($"('{kind}', {validity}) {passed}/{all} = {Percent(passed, all)}");
        }

        foreach (var kind in counts.GroupBy(count => count.Key.Kind))
        {
            var (passed, found, all) = (kind.Sum(count => count.Value.Passed), kind.Sum(count => count.Value.Found), kind.Sum(count => count.Value.All));
            Console.WriteLine($"{kind.Key} ALL {passed}/{all} = {Percent(passed, all)} (found {found}, refused as ambiguous {passed - found})");
        }
    }

    private static string Percent(int part, int all) => (100.0 * part / all).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
