using System.CommandLine;

namespace WebPublisher.Commands.Completion;

/// <summary><c>completion</c>: a script by which a shell completes this program's commands.</summary>
internal sealed class CompletionCommand : ExampleCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish"];

    /// <summary>Makes the command.</summary>
    public CompletionCommand()
        : base("completion", "Prints a script by which a shell completes commands, options, their values and names of the policy. The Debian package has it installed.")
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(s_shells);
        Arguments.Add(shell);
        SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Script(parsed.GetRequiredValue(shell)));
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "completion bash > /etc/bash_completion.d/webpublisher",
        "completion zsh > /usr/local/share/zsh/site-functions/_webpublisher",
        "completion fish > ~/.config/fish/completions/webpublisher.fish",
    ];

    private static string Script(string shell)
    {
        var assembly = typeof(CompletionCommand).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"completion.{shell}") ?? throw new InvalidOperationException($"The script for {shell} is not in the program."));
        return reader.ReadToEnd();
    }
}
