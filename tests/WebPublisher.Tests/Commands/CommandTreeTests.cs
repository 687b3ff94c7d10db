using System.CommandLine;
using System.Text.RegularExpressions;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

/// <summary>What holds for every command there is.</summary>
public sealed class CommandTreeTests
{
    // Each with the reason why there is nothing for a program to read.
    private static readonly Dictionary<string, string> s_withoutJson = new(StringComparer.Ordinal)
    {
        ["run"] = "serves; its log is JSON with --log-json",
        ["demo"] = "shows a person what to try, until it is stopped",
        ["schema"] = "prints JSON",
        ["metrics"] = "prints a page of the documentation",
        ["password"] = "prints a line of a file",
        ["completion"] = "prints a script",
    };

    public static TheoryData<string> Leaves => [.. Paths];

    private static IEnumerable<string> Paths => All(CommandLine.Root(TimeProvider.System), "").Where(pair => pair.Command.Subcommands.Count == 0).Select(pair => pair.Path);

    [Theory]
    [MemberData(nameof(Leaves))]
    public void It_has_json_or_a_reason_why_not(string path)
    {
        var hasJson = Find(path).Options.Any(option => option.Name == "--json");

        Assert.NotEqual(s_withoutJson.ContainsKey(path), hasJson);
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void It_has_examples_that_the_parser_takes(string path)
    {
        var command = Assert.IsType<ExampleCommand>(Find(path), exactMatch: false);

        Assert.NotEmpty(command.Examples);
        Assert.All(command.Examples, example =>
        {
            Assert.StartsWith(path, example, StringComparison.Ordinal);
            Assert.Empty(CommandLine.Root(TimeProvider.System).Parse(Words(example)).Errors);
        });
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public async Task An_option_without_its_value_is_a_usage_error_and_one_that_is_none_does_not_pass(string path)
    {
        foreach (var option in Find(path).Options.Where(option => option.Arity.MinimumNumberOfValues > 0))
        {
            var run = await CommandRun.OfAsync([.. path.Split(' '), option.Name]);
            Assert.Equal((path, option.Name, ExitCode.Usage), (path, option.Name, run.Code));
        }

        Assert.NotEqual(ExitCode.Ok, (await CommandRun.OfAsync([.. path.Split(' '), "--no-such-option"])).Code);
    }

    [Fact]
    public void Every_exit_code_and_every_command_stands_in_the_operating_guide()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs/operating.md"));
        var codes = typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!).Order().ToList();
        var table = Regex.Matches(guide, @"^\| (?<code>\d) \|", RegexOptions.Multiline).Select(match => int.Parse(match.Groups["code"].Value)).ToList();

        Assert.Equal(codes, table);
        Assert.All(Paths, path => Assert.Contains($"`{path}`", Section(guide, "## Commands of the administrator"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_manual_page_has_every_command_and_every_exit_code()
    {
        var page = File.ReadAllText(Repository.PathOf("deploy/debian/webpublisher.8"));

        Assert.All(CommandLine.Root(TimeProvider.System).Subcommands, command => Assert.Contains($".B {command.Name}\n", page, StringComparison.Ordinal));
        Assert.All(typeof(ExitCode).GetFields(), field => Assert.Contains($"{field.GetRawConstantValue()} ", page[page.IndexOf("EXIT STATUS", StringComparison.Ordinal)..], StringComparison.Ordinal));
    }

    private static string Section(string guide, string heading)
    {
        var begin = guide.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(begin >= 0);
        var end = guide.IndexOf("\n## ", begin + 1, StringComparison.Ordinal);
        return end < 0 ? guide[begin..] : guide[begin..end];
    }

    // As a shell splits them: the examples have single quotes, pipes and redirections at most.
    private static string[] Words(string example) =>
        [.. Regex.Matches(Regex.Replace(example, @" [<>|].*$", ""), @"('[^']*'|[^\s'])+").Select(match => match.Value.Replace("'", "", StringComparison.Ordinal))];

    private static Command Find(string path) => All(CommandLine.Root(TimeProvider.System), "").Single(pair => pair.Path == path).Command;

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path) =>
        command.Subcommands.SelectMany(child => All(child, $"{path} {child.Name}".TrimStart()).Prepend(($"{path} {child.Name}".TrimStart(), child)));
}
