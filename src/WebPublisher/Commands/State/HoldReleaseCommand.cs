using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;
using WebPublisher.Telemetry;

namespace WebPublisher.Commands.State;

/// <summary><c>hold release</c>.</summary>
internal sealed class HoldReleaseCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldReleaseCommand(TimeProvider time)
        : base("release", "Hands held messages to the inner servers of their recipients, with the envelope they came with, and tells what each server says. What is refused stays.")
    {
        var messages = HoldCommand.Messages();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(messages);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            var named = await HeldMail.NamesAsync(loaded, parsed.GetRequiredValue(messages), time);
            using var outcomes = new Outcomes(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var asked = await ServerAction.TryAsync(
                loaded.Server.StateDirectory, HeldMail.Processes, "/api/held/release", new HeldChoice(named), AdministrationJson.Default.HeldChoice, time, cancellation);
            return asked is { } known ? outcomes.Add(known) : await ReleaseAsync(loaded, named, outcomes, time, cancellation);
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold release 17", "hold release 17 18 2P5Z-K8R0-7XQE-M3WD"];

    private static async Task<int> ReleaseAsync(PublisherPolicy policy, ImmutableArray<string> named, Outcomes outcomes, TimeProvider time, CancellationToken cancellation)
    {
        await using var mail = HeldMail.Open(policy, time);

        // Why a server cannot be had is told on standard error as the server's log tells it.
        using var loggers = LoggingSetup.Create(LogStyle.Text, LogLevel.Warning, time);
        await using var relay = new Relay(new RelayOptions { Time = time, Logger = loggers.CreateLogger<HoldReleaseCommand>() });
        var spool = new SpoolArea(new SpoolOptions { Directory = Path.Combine(policy.Server.StateDirectory, "spool") });
        var code = ExitCode.Ok;
        foreach (var message in await mail.FindAsync(named))
        {
            code = Math.Max(code, outcomes.Add(await HeldActions.ReleaseAsync(message, new HeldRelease(mail.Policy, relay, mail.Store, mail.Index, spool).RunAsync, cancellation)));
        }

        return code;
    }
}
