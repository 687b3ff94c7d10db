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
    [InlineData("docs/request-path.md", "src/WebPublisher.Web")]
    [InlineData("docs/message-path.md", "src/WebPublisher.Smtp")]
    public void Every_file_on_a_path_exists(string page, string below)
    {
        var files = Regex.Matches(File.ReadAllText(Repository.PathOf(page)), "`(?<file>[A-Za-z./]+\\.cs)`").Select(m => m.Groups["file"].Value).ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => !File.Exists(Repository.PathOf(file)) && !File.Exists(Repository.PathOf($"{below}/{file}")));
    }
}
