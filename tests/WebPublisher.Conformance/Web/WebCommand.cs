using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Web.Cases;
using WebPublisher.Conformance.Web.Cases.Made;
using WebPublisher.Conformance.Web.Judging;
using WebPublisher.Conformance.Web.Product;

namespace WebPublisher.Conformance.Web;

/// <summary><c>web</c>: sends requests, most of them broken, through the product to front ends that write everything down.</summary>
internal sealed class WebCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public WebCommand()
        : base("web", "Sends requests through the product to recording front ends. Exit code 0: no verdict is worse than LENIENT, and all own musts, policy and compat cases are OK; 1: not; 2: the run could not be made.")
    {
        var directory = new Argument<DirectoryInfo?>("DIR") { Description = "The cases: every *.json in it. Without it those that ./test plays, which are made.", Arity = ArgumentArity.ZeroOrOne };
        var only = new Option<string?>("--only") { Description = "Only cases whose name, group or file matches.", HelpName = "REGEX" };
        var results = new Option<FileInfo?>("--out") { Description = "Writes every verdict to a file (JSON).", HelpName = "FILE" };
        var lanes = new Option<int>("--lanes") { Description = "Cases played at a time.", HelpName = "N", DefaultValueFactory = _ => 4 };
        var product = SmtpCommand.ProductOption();
        Arguments.Add(directory);
        foreach (var option in new Option[] { only, results, lanes, product })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, _) =>
        {
            try
            {
                var pattern = parsed.GetValue(only) is { } text ? new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(5)) : null;
                var all = parsed.GetValue(directory) is { } files ? WebCaseFile.ReadAll(files.FullName) : MadeCases.Kinds.Values.SelectMany(kind => kind());
                var cases = all.Where(one => pattern?.IsMatch($"{one.Id} {one.Group} {one.File}") != false).ToList();
                await using var published = await WebProduct.StartAsync([parsed.GetValue(product)!], Math.Clamp(parsed.GetValue(lanes), 1, 32));
                var verdicts = await new WebCaseRunner(published.Lanes).RunAsync(cases);
                foreach (var line in published.Complaints)
                {
                    Console.WriteLine($"LOG {line}");
                }

                if (parsed.GetValue(results) is { } target)
                {
                    Save(verdicts, target);
                }

                var table = new VerdictTable(verdicts);
                table.WriteTo(Console.Out);
                return table.IsEnough ? 0 : 1;
            }
            catch (Exception e) when (e is FormatException or IOException or InvalidOperationException or ArgumentException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"conformance: {e.Message}");
                return 2;
            }
        });
    }

    private static void Save(IReadOnlyList<CaseVerdict> verdicts, FileInfo target)
    {
        var rows = verdicts.Select(v => new
        {
            id = v.Case.Id,
            file = v.Case.File,
            group = v.Case.Group,
            level = v.Case.Level,
            verdict = v.Verdict.ToString().ToUpperInvariant(),
            why = v.Findings.Select(finding => finding.Text),
            status = v.Statuses,
            s = Math.Round(v.Duration.TotalSeconds, 2),
        });
        File.WriteAllText(target.FullName, JsonSerializer.Serialize(rows, s_json));
    }
}
