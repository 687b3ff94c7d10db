using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class LinksTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "CONTRIBUTING.md", "certs/README.md",
        .. new[] { "docs", "deploy" }
            .SelectMany(directory => Directory.GetFiles(Repository.PathOf(directory), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_within_the_repository_leads_somewhere(string page)
    {
        var directory = Path.GetDirectoryName(Repository.PathOf(page))!;
        var links = Regex.Matches(File.ReadAllText(Repository.PathOf(page)), @"\]\((?<to>[^)#:]+)[^)]*\)").Select(m => m.Groups["to"].Value);

        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(directory, link)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_heading_leads_to_one(string page)
    {
        var directory = Path.GetDirectoryName(Repository.PathOf(page))!;
        var links = Regex.Matches(File.ReadAllText(Repository.PathOf(page)), @"\]\((?<to>[^)#:\s]*)#(?<heading>[^)]+)\)")
            .Select(m => (Page: m.Groups["to"].Length == 0 ? Repository.PathOf(page) : Path.Combine(directory, m.Groups["to"].Value), Heading: m.Groups["heading"].Value))
            .Where(link => link.Page.EndsWith(".md", StringComparison.Ordinal));

        Assert.DoesNotContain(links, link => !HeadingsOf(link.Page).Contains(link.Heading));
    }

    [Theory]
    [InlineData("docs/request-path.md", "src/WebPublisher.Web")]
    [InlineData("docs/message-path.md", "src/WebPublisher.Smtp")]
    public void Every_file_on_a_path_exists(string page, string below)
    {
        var files = Regex.Matches(File.ReadAllText(Repository.PathOf(page)), "`(?<file>[A-Za-z./]+\\.cs)`").Select(m => m.Groups["file"].Value).ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => !File.Exists(Repository.PathOf(file)) && !File.Exists(Repository.PathOf($"{below}/{file}")));
    }

    // As GitHub names them: lower case, without punctuation, hyphens for blanks.
    private static HashSet<string> HeadingsOf(string page)
    {
        var text = Regex.Replace(File.ReadAllText(page), "```.*?```", "", RegexOptions.Singleline);
        return [.. Regex.Matches(text, "^#+ (?<heading>.*)$", RegexOptions.Multiline).Select(m => Regex.Replace(m.Groups["heading"].Value.ToLowerInvariant(), @"[^\w -]", "").Replace(' ', '-'))];
    }
}
