using System.Collections.Immutable;
using WebPublisher.Administration.Model;
using WebPublisher.State.Addresses;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/addresses/add</c>: blocks or allows addresses.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class AddressAddEndpoint(RunningServer server, ActionLog log) : ActionEndpoint<AddressChange>(AdministrationJson.Default.AddressChange, log)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    /// <inheritdoc/>
    public override string Path => "/api/addresses/add";

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<ActionOutcome>> ActAsync(AddressChange body, CancellationToken cancellation)
    {
        var list = body.List switch
        {
            "block" => AddressListKind.Block,
            "allow" => AddressListKind.Allow,
            _ => throw new ActionRefusedException("list is neither block nor allow."),
        };
        var range = WrittenAddresses.Read(body.Addresses);
        if (AddressActions.ProblemOf(body.Comment) is { } problem)
        {
            throw new ActionRefusedException(problem);
        }

        var now = server.Time.GetUtcNow();
        if (body.Expires is { } expires && (expires <= now || expires > now + s_longest))
        {
            throw new ActionRefusedException($"expires is {expires:u}: expected a moment to come, within {s_longest.Days} days.");
        }

        return [await new AddressActions(server.States.Of(server.Policy.Current).Addresses).AddAsync(list, range, body.Expires, body.Comment)];
    }
}
