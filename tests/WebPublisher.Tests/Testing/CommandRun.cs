using WebPublisher.Commands;

namespace WebPublisher.Tests.Testing;

/// <summary>A command run in this process, and what it said.</summary>
public sealed record CommandRun(int Code, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(TimeProvider time, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(arguments, output, error, time);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(TimeProvider.System, arguments);
}
