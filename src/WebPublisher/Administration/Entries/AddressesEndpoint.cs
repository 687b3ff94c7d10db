using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/addresses</c>: the stored block and allow lists, expired entries among them, the latest first.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class AddressesEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <inheritdoc/>
    public override string Path => "/api/addresses";

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext http, StateStore state)
    {
        var now = Server.Time.GetUtcNow();
        ImmutableArray<AddressEntry> entries = [.. state.Addresses.Entries.Reverse().Select(entry => AddressEntry.Of(entry, now))];
        return SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayAddressEntry);
    }
}
