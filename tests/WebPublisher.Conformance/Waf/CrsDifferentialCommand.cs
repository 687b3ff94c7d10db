using System.CommandLine;
using System.Text.Json;
using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Waf.Differential;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary><c>crs-differential</c>: the same requests to mod_security2 and to us.</summary>
internal sealed class CrsDifferentialCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public CrsDifferentialCommand()
        : base("crs-differential", "Sends the same requests, those of tests and changed ones, through Apache with mod_security2 and through the product, and compares the rules that match. Exit code 0: they are the same but for what is documented; 1: not; 2: the run could not be made.")
    {
        var tests = new Argument<string[]>("TESTS_DIR") { Description = "Tests (FTW) whose requests others are made of. Without it those of tests/cases/waf.", Arity = ArgumentArity.ZeroOrMore };
        var rules = new Option<string>("--rules") { Description = "The rules: a directory of *.conf, or a checkout of the project.", HelpName = "RULES_DIR", DefaultValueFactory = _ => RuleSetPlace.Debian };
        var count = new Option<int>("--requests") { Description = "How many.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same requests.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var results = new Option<FileInfo?>("--out") { Description = "Writes every difference to a file (JSON), with its request in base64.", HelpName = "FILE" };
        var against = WafServers.Option();
        var product = SmtpCommand.ProductOption();
        Arguments.Add(tests);
        foreach (var option in new Option[] { rules, count, seed, results, against, product })
        {
            Options.Add(option);
        }

        SetAction((parsed, _) => WafServers.RunAsync(async () =>
        {
            var directories = parsed.GetValue(tests) is { Length: > 0 } named ? named : [TestEnvironment.OwnTests];
            var place = RuleSetPlace.Find(parsed.GetValue(rules)!);
            var maker = new RequestMaker(Material.Of(directories.SelectMany(FtwFile.ReadAll)), parsed.GetValue(seed));
            var requests = Enumerable.Range(0, parsed.GetValue(count)).Select(_ => maker.Next()).ToList();
            await using var theirs = await ModSecurityServer.StartAsync(place);
            await using var ours = await WafServers.StartAsync(parsed.GetValue(against)!, parsed.GetValue(product)!, place);
            var table = new DifferentialTable(await DifferentialRunner.RunAsync(theirs, ours, requests));
            table.WriteTo(Console.Out);
            if (parsed.GetValue(results) is { } target)
            {
                await File.WriteAllTextAsync(target.FullName, JsonSerializer.Serialize(table.Rows(), s_json));
            }

            return table.IsEnough ? 0 : 1;
        }));
    }
}
