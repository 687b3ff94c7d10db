using System.CommandLine;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary><c>crs</c>: plays the Core Rule Set's own tests.</summary>
internal sealed class CrsCommand : Command
{
    public CrsCommand()
        : base("crs", "Plays tests of the Core Rule Set (FTW files of either dialect) through the product's listener and compares the rules that match. Exit code 0: all are as expected; 1: not; 2: the run could not be made.")
    {
        var tests = new Argument<string?>("TESTS_DIR") { Description = "The tests: a file, or every *.yaml below a directory.", Arity = ArgumentArity.ZeroOrOne };
        var rules = new Option<string>("--rules") { Description = "The rules: a directory of *.conf, or a checkout of the project.", HelpName = "RULES_DIR", DefaultValueFactory = _ => RuleSetPlace.Debian };
        var include = new Option<string?>("--include") { Description = "Only tests whose id matches.", HelpName = "REGEX" };
        var overrides = new Option<FileInfo?>("--overrides") { Description = "What is expected of some tests in place of what they say (go-ftw's form).", HelpName = "FILE" };
        var results = new Option<FileInfo?>("--out") { Description = "Writes every verdict, with all rules that matched, to a file (JSON).", HelpName = "FILE" };
        var lanes = new Option<int>("--lanes") { Description = "Tests played at a time.", HelpName = "N", DefaultValueFactory = _ => 8 };
        var serve = new Option<int?>("--serve") { Description = "Plays nothing: starts the product on this port of 127.0.0.1, for a runner of somebody else's, until it is interrupted.", HelpName = "PORT" };
        var lines = new Option<FileInfo>("--jsonl") { Description = "With --serve: where a line of JSON is written for each request, with its client's port and the rules that matched.", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("matched.jsonl") };
        var against = WafServers.Option();
        var product = SmtpCommand.ProductOption();
        Arguments.Add(tests);
        foreach (var option in new Option[] { rules, include, overrides, results, lanes, against, product, serve, lines })
        {
            Options.Add(option);
        }

        SetAction((parsed, cancellationToken) => WafServers.RunAsync(async () =>
        {
            var place = RuleSetPlace.Find(parsed.GetValue(rules)!);
            if (parsed.GetValue(serve) is { } port)
            {
                await CrsService.RunAsync(parsed.GetValue(product)!, place, port, parsed.GetValue(lines)!, cancellationToken);
                return 0;
            }

            var pattern = parsed.GetValue(include) is { } text ? new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(5)) : null;
            var directory = parsed.GetValue(tests) ?? throw new ArgumentException("TESTS_DIR is needed, or --serve");
            var all = FtwFile.ReadAll(directory).Where(test => pattern?.IsMatch(test.Id) != false).ToList();
            var expected = parsed.GetValue(overrides) is { } file ? FtwOverrides.Read(file.FullName) : FtwOverrides.None;
            await using var server = await WafServers.StartAsync(parsed.GetValue(against)!, parsed.GetValue(product)!, place);
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
