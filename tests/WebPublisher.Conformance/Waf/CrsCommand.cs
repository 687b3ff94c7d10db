using System.CommandLine;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary><c>crs</c>: plays the Core Rule Set's own tests.</summary>
internal sealed class CrsCommand : Command
{
    public CrsCommand()
        : base("crs", "Plays tests of the Core Rule Set (FTW files of either dialect) through the product's listener and compares the rules that match. Exit code 0: all are as expected; 1: not; 2: the run could not be made.")
    {
        var tests = new Argument<string>("TESTS_DIR") { Description = "The tests: a file, or every *.yaml below a directory." };
        var rules = new Option<string>("--rules") { Description = "The rules: a directory of *.conf, or a checkout of the project.", HelpName = "RULES_DIR", DefaultValueFactory = _ => RuleSetPlace.Debian };
        var include = new Option<string?>("--include") { Description = "Only tests whose id matches.", HelpName = "REGEX" };
        var overrides = new Option<FileInfo?>("--overrides") { Description = "What is expected of some tests in place of what they say (go-ftw's form).", HelpName = "FILE" };
        var results = new Option<FileInfo?>("--out") { Description = "Writes every verdict, with all rules that matched, to a file (JSON).", HelpName = "FILE" };
        var lanes = new Option<int>("--lanes") { Description = "Tests played at a time.", HelpName = "N", DefaultValueFactory = _ => 8 };
        var against = WafServers.Option();
        Arguments.Add(tests);
        foreach (var option in new Option[] { rules, include, overrides, results, lanes, against })
        {
            Options.Add(option);
        }

        SetAction((parsed, _) => WafServers.RunAsync(async () =>
        {
            var pattern = parsed.GetValue(include) is { } text ? new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(5)) : null;
            var directory = parsed.GetValue(tests)!;
            var all = FtwFile.ReadAll(directory).Where(test => pattern?.IsMatch(test.Id) != false).ToList();
            var expected = parsed.GetValue(overrides) is { } file ? FtwOverrides.Read(file.FullName) : FtwOverrides.None;
            await using var server = await WafServers.StartAsync(parsed.GetValue(against)!, RuleSetPlace.Find(parsed.GetValue(rules)!));
            var table = new CrsTable(await new CrsRunner(server, expected).RunAsync(all, Math.Clamp(parsed.GetValue(lanes), 1, 64)));
            table.WriteTo(Console.Out);
            if (parsed.GetValue(results) is { } target)
            {
                table.Save(server.Name, directory, target.FullName);
            }

            return table.IsEnough ? 0 : 1;
        }));
    }
}
