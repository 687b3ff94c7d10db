using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/held</c>: the messages that wait for an operator and those that were released lately, the latest first.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class HeldListEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <summary>Messages that are told of; the command <c>hold list</c> has all.</summary>
    public const int MaximumEntries = 500;

    /// <inheritdoc/>
    public override string Path => "/api/held";

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext http, StateStore state)
    {
        ImmutableArray<HeldEntry> entries = [.. (await state.Held.ListAsync()).Reverse().Take(MaximumEntries).Select(HeldEntry.Of)];
        await SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayHeldEntry);
    }
}
