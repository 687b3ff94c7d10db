using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/held/{id}</c>: a held message with its header and what it is made of, by its number or its reference.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class HeldMessageEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    // Messages are read whole, and the largest take a while.
    private readonly ParallelLimit _readings = new(2);

    /// <inheritdoc/>
    public override string Path => "/api/held/*";

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext http, StateStore state)
    {
        var asked = http.Request.Path.Value!.Split('/')[^1];
        if (await state.Held.FindAsync(asked) is not { } message)
        {
            await SendProblemAsync(http, StatusCodes.Status404NotFound, $"no message is held as '{asked}'.");
            return;
        }

        using var place = _readings.TryEnter();
        await (place is null
            ? SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, "Others read held messages just now; ask again in a moment.")
            : SendJsonAsync(http, await ReadAsync(message, state, http.RequestAborted), AdministrationJson.Default.HeldDetail));
    }

    private async Task<HeldDetail> ReadAsync(HeldMessage message, StateStore state, CancellationToken cancellation)
    {
        var entry = HeldEntry.Of(message);
        if (message.State == HeldState.Released)
        {
            return new HeldDetail(entry, Content: null, "its content went with its release.");
        }

        var policy = Server.Policy.Current;
        var store = new HoldStore(policy.Server.StateDirectory, state.Held, policy.Mail?.Hold ?? HoldPolicy.Default, Server.Time, Server.Loggers.CreateLogger<HoldStore>());
        try
        {
            await using var file = store.OpenRead(message);
            return new HeldDetail(entry, await HeldContent.ReadAsync(file, cancellation), Problem: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HeldDetail(entry, Content: null, $"its content cannot be read: {e.Message}");
        }
    }
}
