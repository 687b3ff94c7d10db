using System.CommandLine;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.State.Addresses;

namespace WebPublisher.Commands.State;

/// <summary><c>ip allow</c> and <c>ip block</c>.</summary>
internal sealed class IpAddCommand : ExampleCommand
{
    private readonly AddressListKind _list;

    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="list">The list it adds to.</param>
    /// <param name="time">The clock entries expire by.</param>
    public IpAddCommand(string name, string description, AddressListKind list, TimeProvider time)
        : base(name, description)
    {
        _list = list;
        var addresses = AddressArgument.Make();
        var expires = new Option<string?>("--expires") { Description = "When the entry is void: after a time such as 30d or 12h, or at a moment such as 2026-12-21T10:00Z. Default: never.", HelpName = "WHEN" };
        var comment = new Option<string?>("--comment") { Description = "Why, for the log.", HelpName = "TEXT" };
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(addresses);
        foreach (var option in new Option[] { expires, comment, json, policy })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, cancellation) =>
        {
            var range = AddressArgument.Read(parsed.GetRequiredValue(addresses));
            var until = parsed.GetValue(expires) is { } when ? Expiry.Read(when, time.GetUtcNow()) : (DateTimeOffset?)null;
            var noted = Checked(parsed.GetValue(comment));
            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            var change = new AddressChange(JsonOutput.Word(list), $"{range}", until, noted);
            var outcomes = await ServerAction.TryAsync(
                loaded.Server.StateDirectory, ControlSocket.Names, "/api/addresses/add", change, AdministrationJson.Default.AddressChange, time, cancellation);
            if (outcomes is null)
            {
                await using var state = StoredState.Open(loaded, time);
                outcomes = [await new AddressActions(state.Addresses).AddAsync(list, range, until, noted)];
            }

            Outcomes.Write(parsed.InvocationConfiguration.Output, outcomes, parsed.GetValue(json));
            StoredState.WarnUnlessFiltered(loaded, parsed.InvocationConfiguration.Error);
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => _list == AddressListKind.Allow
        ? ["ip allow 192.0.2.25 --expires 30d --comment 'until their list entry is gone'", "ip allow 192.0.2.0/24"]
        : ["ip block 198.51.100.7 --expires 2026-12-21T10:00Z", "ip block 198.51.100.10-198.51.100.20 --comment 'attack of Monday'", "ip block 2001:db8::/32"];

    private static string? Checked(string? comment) => AddressActions.ProblemOf(comment) is { } problem ? throw new CommandFailure(problem, ExitCode.Usage) : comment;
}
