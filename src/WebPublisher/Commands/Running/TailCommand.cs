using System.CommandLine;
using System.Net;
using WebPublisher.Commands.Completion;

namespace WebPublisher.Commands.Running;

/// <summary><c>tail</c>: decisions as they are made.</summary>
internal sealed class TailCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock that a lost server is waited for by.</param>
    public TailCommand(TimeProvider time)
        : base("tail", "Shows decisions as the running server makes them, until Ctrl+C: time, outcome, client, what was asked, who decided, why, the answer, and the number that explain takes.")
    {
        var all = new Option<bool>("--all") { Description = "All decisions." };
        var refused = new Option<bool>("--refused") { Description = "Only what was refused, held or has failed. The default." };
        var kind = new Option<string?>("--kind") { Description = "Only those of a kind.", HelpName = "request|message|session" };
        kind.AcceptOnlyFromAmong("request", "message", "session");
        var client = new Option<IPNetwork?>("--client") { Description = "Only those of a client: an address or a network such as 198.51.100.0/24.", HelpName = "CIDR", CustomParser = DecisionFilter.ParseClient };
        var rule = new Option<string?>("--rule") { Description = "Only those of a publishing rule.", HelpName = "NAME" };
        var agent = new Option<string?>("--agent") { Description = "Only those of an agent.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write each as one line of JSON." };
        foreach (var option in new Option[] { all, refused, kind, client, rule, agent, json })
        {
            Options.Add(option);
        }

        var choice = new ServerChoice(this, time);
        PolicyNames.Complete(rule, choice.Policy, time, PolicyNames.Rules);
        PolicyNames.Complete(agent, choice.Policy, time, PolicyNames.Agents);
        Validators.Add(command =>
        {
            if (command.GetResult(all) is { Implicit: false } && command.GetResult(refused) is { Implicit: false })
            {
                command.AddError("--all and --refused exclude each other.");
            }

            if (command.GetResult(rule) is not null && command.GetResult(agent) is not null)
            {
                command.AddError("--rule and --agent exclude each other: no decision is made by both.");
            }
        });
        SetAction(async (parsed, cancellation) =>
        {
            using var servers = new AskedServers(await choice.FindAsync(parsed, cancellation));
            using var display = new Display(parsed.InvocationConfiguration.Output, isList: true);
            var filter = new DecisionFilter(parsed.GetValue(kind), parsed.GetValue(client), parsed.GetValue(rule), parsed.GetValue(agent));
            using var tail = new DecisionTail(display, parsed.InvocationConfiguration.Error, filter, parsed.GetValue(all), parsed.GetValue(json), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, display.Stopping);
            await Task.WhenAll(servers.Clients.Select(server => tail.FollowAsync(server, either.Token)));
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["tail", "tail --all --kind request --client 198.51.100.0/24", "tail --agent connectionFilter", "tail --rule OWA --json"];
}
