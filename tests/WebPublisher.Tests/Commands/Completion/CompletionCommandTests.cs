using System.Diagnostics;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Completion;

/// <summary>The script for bash in a real bash, which is told of a line and a cursor as readline tells it; those for other shells as far as these read them without running them.</summary>
public sealed class CompletionCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("webpublisher che", "check")]
    [InlineData("webpublisher waf ", "check eval report", "--help -h")]
    [InlineData("webpublisher run --only ", "smtp web")]
    [InlineData("webpublisher completion f", "fish")]
    [InlineData("webpublisher check --po", "--policy")]
    [InlineData("webpublisher explain --profile ex", "exchange")]
    [InlineData("webpublisher check --policy ", "")]
    [InlineData("webpublisher nonsense --", "--help --version")]
    public async Task Bash_completes_what_the_program_knows(string line, string expected, string besides = "")
    {
        var found = await CompleteAsync(line);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Except(besides.Split(' ')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bash_completes_names_of_the_policy_and_a_policy_with_errors_has_none()
    {
        var policy = SitePolicy.Write(_directory, "policy.yaml");

        Assert.Equal(["Office"], await CompleteAsync($"webpublisher explain --policy {policy} --rule Of"));
        Assert.Equal(["plain", "secure"], (await CompleteAsync($"webpublisher explain --policy {policy} --listener ")).Order(StringComparer.Ordinal));

        File.AppendAllText(policy, "nonsense: 1\n");
        Assert.Empty(await CompleteAsync($"webpublisher explain --policy {policy} --rule Of"));
    }

    [Theory]
    [InlineData("explain --connector sub", new[] { "submission" })]
    [InlineData("explain --connector \"sub", new[] { "submission" })]
    [InlineData("explain --helo a:b --connector sub", new[] { "submission" })]
    public async Task Quotes_and_colons_on_the_line_do_no_harm(string words, string[] expected)
    {
        var policy = MailSitePolicy.Write(_directory, "policy.yaml");

        Assert.Equal(expected, await CompleteAsync($"webpublisher {words.Replace("explain", $"explain --policy {policy}", StringComparison.Ordinal)}"));
    }

    [FactWith("bash")]
    public Task The_script_for_bash_is_one_that_bash_takes() => IsTakenAsync("bash", "-n");

    [FactWith("zsh")]
    public Task The_script_for_zsh_is_one_that_zsh_takes() => IsTakenAsync("zsh", "-n");

    [FactWith("fish")]
    public Task The_script_for_fish_is_one_that_fish_takes() => IsTakenAsync("fish", "--no-execute");

    [FactWith("fish")]
    public async Task Fish_completes_what_the_program_knows()
    {
        var script = _directory.Write("script", (await CommandRun.OfAsync("completion", "fish")).Output);
        var start = new ProcessStartInfo("fish", ["--no-config", "--command", "source $argv[1]; complete --do-complete 'webpublisher waf e'", script])
        {
            RedirectStandardOutput = true, Environment = { ["HOME"] = _directory.PathOf("."), ["PATH"] = $"{Path.GetDirectoryName(ProcessRun.Executable)}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using var process = Process.Start(start)!;

        Assert.Equal("eval\n", await process.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_a_usage_error()
    {
        var run = await CommandRun.OfAsync("completion", "ksh");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("'ksh'", run.Error, StringComparison.Ordinal);
    }

    // And refuses one that is broken: a check that looks at nothing would take that too.
    private async Task IsTakenAsync(string shell, string check)
    {
        var run = await CommandRun.OfAsync("completion", shell);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await CheckAsync(shell, check, run.Output));
        Assert.NotEqual(0, (await CheckAsync(shell, check, $"{run.Output}\n)\n")).Code);
    }

    private async Task<(int Code, string Error)> CheckAsync(string shell, string check, string script)
    {
        // A home of its own: fish keeps files there.
        var start = new ProcessStartInfo(shell, [check, _directory.Write("script", script)]) { RedirectStandardError = true, Environment = { ["HOME"] = _directory.PathOf(".") } };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private async Task<IReadOnlyList<string>> CompleteAsync(string line)
    {
        var script = _directory.Write("completion.bash", (await CommandRun.OfAsync("completion", "bash")).Output);

        // Readline breaks words at colons and equals signs too, and has the quotes in them.
        var start = new ProcessStartInfo("bash", ["-c", """
            set -u
            source "$1"
            line=$2
            PATH=$(dirname "$3"):$PATH
            mapfile -t COMP_WORDS < <(sed -E 's/([:=])/ \1 /g' <<<"$line" | tr -s ' ' '\n')
            if [[ $line != *' ' ]]; then while [[ -z ${COMP_WORDS[-1]} ]]; do unset 'COMP_WORDS[-1]'; done; fi
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
            _webpublisher
            printf '%s\n' "${COMPREPLY[@]}"
            """, "bash", script, line, ProcessRun.Executable])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Remove("WEBPUBLISHER_POLICY");
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal((0, ""), (bash.ExitCode, await error));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
