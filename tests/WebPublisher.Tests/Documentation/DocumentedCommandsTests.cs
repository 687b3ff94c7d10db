using System.Text.RegularExpressions;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

/// <summary>The command lines that pages show, put to the parser of the command line.</summary>
public sealed class DocumentedCommandsTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md",
        .. new[] { "docs", "deploy" }
            .SelectMany(directory => Directory.GetFiles(Repository.PathOf(directory), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(page => LinesOf(page).Any()),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_stands_in_a_block_for_the_shell_is_understood(string page)
    {
        var wrong = LinesOf(page).Select(line => (line, CommandLine.Root(TimeProvider.System).Parse(Words(line)).Errors)).Where(parsed => parsed.Errors.Count > 0)
            .Select(parsed => $"{parsed.line}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");

        Assert.Empty(wrong);
    }

    // One command of ours a line, without its name, comments, redirections and whatever the shell would do with its result.
    private static IEnumerable<string> LinesOf(string page) =>
        from block in Regex.Matches(File.ReadAllText(Repository.PathOf(page)), "```sh\n(?<text>.*?)```", RegexOptions.Singleline)
        from line in Regex.Replace(block.Groups["text"].Value, @"\\\n\s*", "").Split('\n')
        from command in Regex.Matches(line, @"(?:^|&& |\$\()\s*(?:sudo )?(?:-u webpublisher )?(?:\./)?webpublisher (?<words>(?:'[^']*'|[^'#&|>)])+)")
        select command.Groups["words"].Value.Trim();

    private static string[] Words(string line) =>
        [.. Regex.Matches(line, @"(?:'(?<quoted>[^']*)'|(?<plain>[^\s']+))").Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Groups["plain"].Value)];
}
