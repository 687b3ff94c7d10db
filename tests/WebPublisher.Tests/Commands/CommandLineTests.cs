using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("help", "--help")]
    [InlineData("run", "run", "--help")]
    [InlineData("check", "check", "--help")]
    [InlineData("doctor", "doctor", "--help")]
    [InlineData("status", "status", "--help")]
    [InlineData("tail", "tail", "--help")]
    [InlineData("explain", "explain", "--help")]
    [InlineData("agent-log", "agent-log", "--help")]
    [InlineData("waf-check", "waf", "check", "--help")]
    [InlineData("waf-eval", "waf", "eval", "--help")]
    [InlineData("waf-report", "waf", "report", "--help")]
    [InlineData("ipsec-render", "ipsec", "render", "--help")]
    [InlineData("ipsec-status", "ipsec", "status", "--help")]
    [InlineData("ipsec-check", "ipsec", "check", "--help")]
    [InlineData("test", "test", "--help")]
    [InlineData("schema", "schema", "--help")]
    [InlineData("certificate-dev", "certificate", "dev", "--help")]
    [InlineData("password", "password", "--help")]
    [InlineData("demo", "demo", "--help")]
    public async Task Help_is_as_it_was_agreed(string golden, params string[] arguments)
    {
        var run = await ProcessRun.OfAsync(AppContext.BaseDirectory, [], arguments);

        Assert.Equal(0, run.Code);
        GoldenFile.Compare(Repository.PathOf($"tests/WebPublisher.Tests/Commands/Golden/{golden}.txt"), run.Output);
    }

    [Fact]
    public async Task Without_arguments_the_help_is_shown()
    {
        var run = await CommandRun.OfAsync();

        Assert.Equal(0, run.Code);
        Assert.Contains("Commands:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_command_is_a_usage_error_with_a_suggestion()
    {
        var run = await CommandRun.OfAsync("chekc");

        Assert.Equal(2, run.Code);
        Assert.Contains("'chekc'", run.Error, StringComparison.Ordinal);
        Assert.Contains("check", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Try: webpublisher --help\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_names_the_command_whose_help_to_read()
    {
        var run = await CommandRun.OfAsync("check", "--polcy", "x");

        Assert.Equal(2, run.Code);
        Assert.EndsWith("Try: webpublisher check --help\n", run.Error, StringComparison.Ordinal);
    }
}
