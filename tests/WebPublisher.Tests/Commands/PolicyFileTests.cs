using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class PolicyFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_an_option_the_environment_names_the_policy()
    {
        var path = SitePolicy.Write(_directory, "mine.yaml");

        var run = await ProcessRun.OfAsync(_directory.Root, new() { ["WEBPUBLISHER_POLICY"] = path }, "check");

        Assert.Equal(0, run.Code);
        Assert.Contains("mine.yaml: 0 errors", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_either_the_usual_places_are_tried()
    {
        SitePolicy.Write(_directory, "rules/webpublisher.yaml");

        var run = await ProcessRun.OfAsync(_directory.Root, [], "check");

        Assert.Equal(0, run.Code);
        Assert.Contains("rules/webpublisher.yaml: 0 errors", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_none_the_operator_is_told_where_it_was_looked_for()
    {
        var run = await ProcessRun.OfAsync(_directory.Root, [], "check");

        Assert.Equal(2, run.Code);
        Assert.Contains("neither ./rules/webpublisher.yaml nor /etc/webpublisher/webpublisher.yaml exists", run.Error, StringComparison.Ordinal);
    }
}
