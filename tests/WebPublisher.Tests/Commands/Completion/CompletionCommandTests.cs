using System.Diagnostics;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Completion;

/// <summary>The script for bash in a real bash, which is told of a line and a cursor as readline tells it.</summary>
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

    [Theory]
    [InlineData("bash", "bash", "-n")]
    [InlineData("zsh", "zsh", "-n")]
    [InlineData("fish", "fish", "--no-execute")]
    public async Task A_script_is_one_of_its_shell(string shell, string program, string check)
    {
        var run = await CommandRun.OfAsync("completion", shell);
        var file = _directory.Write("script", run.Output);

        Assert.Equal(ExitCode.Ok, run.Code);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);

        // Where the shell is not installed, nothing but the above can be said.
        if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            using var process = Process.Start(program, [check, file]);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_a_usage_error()
    {
        var run = await CommandRun.OfAsync("completion", "ksh");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("'ksh'", run.Error, StringComparison.Ordinal);
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
