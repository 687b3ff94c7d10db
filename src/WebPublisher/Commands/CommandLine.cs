using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using WebPublisher.Administration.Control;
using WebPublisher.Commands.Completion;
using WebPublisher.Commands.Doctor;
using WebPublisher.Commands.Firewall;
using WebPublisher.Commands.Ipsec;
using WebPublisher.Commands.Learning;
using WebPublisher.Commands.Logs;
using WebPublisher.Commands.Running;
using WebPublisher.Commands.State;
using WebPublisher.State;

namespace WebPublisher.Commands;

/// <summary>The command line: every command, parsed and run.</summary>
public static class CommandLine
{
    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The arguments after the executable's name.</param>
    /// <param name="output">What the command has to say.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="time">The clock.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        var parsed = Root(time).Parse(arguments.Count > 0 ? arguments : ["--help"]);
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
            await parsed.InvokeAsync(new InvocationConfiguration { Output = error, Error = error });
            var command = parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
            await error.WriteLineAsync($"Try: webpublisher {command}--help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // Commands that run for long handle their signals; the others may be ended by them.
                ProcessTerminationTimeout = null,
            });
        }
        catch (CommandFailure failure)
        {
            await error.WriteLineAsync($"webpublisher: {failure.Message}");
            return failure.ExitCode;
        }
        catch (ControlException failure)
        {
            await error.WriteLineAsync($"webpublisher: {failure.Message}");
            return failure.Status is null ? ExitCode.NotRunning : ExitCode.Failed;
        }
        catch (StateException failure)
        {
            await error.WriteLineAsync($"webpublisher: {failure.Message}");
            return ExitCode.Failed;
        }
    }

    /// <summary>The commands.</summary>
    internal static RootCommand Root(TimeProvider time)
    {
        var root = new RootCommand("Publishes webmail over HTTPS and mail over SMTP from behind a firewall, by a policy written in YAML.")
        {
            new RunCommand(time),
            new CheckCommand(time),
            new StatusCommand(time),
            new TopCommand(time),
            new TailCommand(time),
            new ReloadCommand(time),
            new DrainCommand(time),
            new DoctorCommand(time),
            new ExplainCommand(time),
            new AgentLogCommand(time),
            new LearnCommand(time),
            new TestCommand(time),
            new WafCommand(time),
            new IpsecCommand(time),
            new SchemaCommand(), new MetricsCommand(),
            new CertificateCommand(time),
            new PasswordCommand(),
            new HoldCommand(time),
            new LogonsCommand(time),
            new IpCommand(time),
            new SafelistCommand(time),
            new DemoCommand(time),
            new CompletionCommand(),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpWithExamples();
            }
        }

        foreach (var directive in root.Directives.OfType<SuggestDirective>())
        {
            directive.Action = new SuggestAction();
        }

        return root;
    }
}
