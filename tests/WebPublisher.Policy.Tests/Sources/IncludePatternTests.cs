using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy.Tests.Sources;

public sealed class IncludePatternTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Matches_come_in_ordinal_order_without_hidden_files_and_other_endings()
    {
        foreach (var name in new[] { "web/b.yaml", "web/a.yaml", "web/B.yaml", "web/.a.yaml", "web/a.yml", "web/a.yaml~", "web/deep/c.yaml" })
        {
            _directory.Write(name, "");
        }

        Assert.Equal(["web/B.yaml", "web/a.yaml", "web/b.yaml"], Expand("web/*.yaml"));
        Assert.Equal(["web/deep/c.yaml"], Expand("*/*/?.yaml"));
        Assert.Empty(Expand("web/?/*.yaml"));
    }

    [Fact]
    public void Searched_directories_are_watched_so_that_a_new_file_is_noticed()
    {
        _directory.Write("web/a.yaml", "");
        using var files = new SourceFiles();

        IncludePattern.Expand("web/*.yaml", _directory.Path, files);

        Assert.Equal(_directory["web"], Assert.Single(files.Watched));
    }

    [Fact]
    public void A_directory_that_does_not_exist_has_no_matches() => Assert.Empty(Expand("none/*.yaml"));

    public void Dispose() => _directory.Dispose();

    private IEnumerable<string> Expand(string pattern)
    {
        using var files = new SourceFiles();
        return IncludePattern.Expand(pattern, _directory.Path, files).Select(p => Path.GetRelativePath(_directory.Path, p));
    }
}
