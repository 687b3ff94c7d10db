using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Conformance.Mime;

/// <summary>Real mail: how many messages would be refused as ambiguous, why, and what the walk costs.</summary>
internal static class MailSurvey
{
    public static int Run(string directory, string? label, TextWriter? results)
    {
        var wanted = label is null ? null : Labelled(directory, label);
        var kinds = new SortedDictionary<MimeFindingKind, int>();
        var (all, ambiguous, octets, parts) = (0, 0, 0L, 0L);
        var watch = new Stopwatch();
        foreach (var file in Directory.EnumerateFiles(directory, "*.eml").Where(file => wanted?.Contains(Path.GetFileNameWithoutExtension(file)) ?? true).Order(StringComparer.Ordinal))
        {
            var message = File.ReadAllBytes(file);
            watch.Start();
            var summary = MimeWalker.Walk(new ReadOnlySequence<byte>(message), MimeLimits.Default, new PayloadVisitor([0, 1, 2, 3]));
            watch.Stop();
            all++;
            octets += message.Length;
            parts += summary.Parts.Count;
            ambiguous += summary.IsAmbiguous ? 1 : 0;
            foreach (var kind in summary.Findings.Select(finding => finding.Kind).Distinct())
            {
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }

            foreach (var finding in summary.Findings)
            {
                results?.WriteLine($"{Path.GetFileName(file)}\t{finding.Class}\t{finding.Kind}\t{finding.Part}\t{finding.Offset}\t{finding.Detail}");
            }
        }

        foreach (var (kind, count) in kinds.OrderByDescending(kind => kind.Value))
        {
            Console.WriteLine($"{count,6} {MimeFindingKinds.ClassOf(kind),-10} {kind}");
        }

        var share = (100.0 * ambiguous / Math.Max(1, all)).ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine($"{all} messages, {parts} parts, {octets} octets in {watch.ElapsedMilliseconds} ms; ambiguous {ambiguous} = {share}%");
        return all > 0 ? 0 : 1;
    }

    private static HashSet<string> Labelled(string directory, string label)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(directory.TrimEnd('/') + ".jsonl"))
        {
            using var entry = JsonDocument.Parse(line);
            if (entry.RootElement.GetProperty("label").GetString() == label)
            {
                wanted.Add(entry.RootElement.GetProperty("id").GetString()!);
            }
        }

        return wanted;
    }
}
