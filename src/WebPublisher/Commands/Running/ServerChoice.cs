using System.Collections.Immutable;
using System.CommandLine;
using WebPublisher.Administration.Control;
using WebPublisher.Policy;

namespace WebPublisher.Commands.Running;

/// <summary>Which running server a command asks: the processes on the policy's state directory. A policy with errors will do, for the server runs by the one before.</summary>
internal sealed class ServerChoice
{
    private readonly TimeProvider _time;
    private readonly Option<string?> _policy = PolicyFile.Option();
    private readonly Option<string?> _state = new("--state") { Description = "The server's state directory. Default: the policy's.", HelpName = "DIR" };
    private readonly Option<string?> _only = new("--only") { Description = "Only the process of this half, where two processes run one half each.", HelpName = "web|smtp" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="time">The clock of time limits.</param>
    public ServerChoice(Command command, TimeProvider time)
    {
        _time = time;
        _only.AcceptOnlyFromAmong("web", "smtp");
        command.Options.Add(_policy);
        command.Options.Add(_state);
        command.Options.Add(_only);
    }

    /// <summary>The option that names the policy.</summary>
    public Option<string?> Policy => _policy;

    /// <summary>Those that run; the caller disposes of them.</summary>
    /// <exception cref="CommandFailure">None does.</exception>
    /// <exception cref="ControlException">One is there, and this user may not ask it.</exception>
    public async Task<ImmutableArray<ControlClient>> FindAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var directory = DirectoryOf(parsed);
        var found = await FindAsync(directory, parsed.GetValue(_only), cancellation);
        return found.IsEmpty ? throw new CommandFailure($"no server runs here: nothing answers in {ControlSocket.DirectoryOf(directory)}.", ExitCode.NotRunning) : found;
    }

    /// <summary>The state directory that is meant.</summary>
    /// <exception cref="CommandFailure">It cannot be found out.</exception>
    public string DirectoryOf(ParseResult parsed)
    {
        if (parsed.GetValue(_state) is { } state)
        {
            return Path.GetFullPath(state);
        }

        var path = PolicyFile.Locate(parsed.GetValue(_policy));
        return new PolicyLoader(_time).Load(path).StateDirectory
            ?? throw new CommandFailure($"the policy {path} cannot be read, so that it does not say where the server keeps its state; name it with --state DIR.", ExitCode.PolicyErrors);
    }

    private async Task<ImmutableArray<ControlClient>> FindAsync(string directory, string? only, CancellationToken cancellation) => only is null
        ? await ControlClient.FindAsync(directory, _time, cancellation)
        : await ControlClient.FindAsync(directory, only, _time, cancellation) is { } client ? [client] : [];
}
