using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.State.Addresses;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/addresses</c>: the stored block and allow lists, expired entries among them, the latest first.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class AddressesEndpoint(RunningServer server) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/addresses";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http)
    {
        var now = server.Time.GetUtcNow();
        var entries = server.States.Of(server.Policy.Current).Addresses.Entries.Reverse().Select(entry => Describe(entry, now)).ToImmutableArray();
        return SendAsync(http, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(entries, AdministrationJson.Default.ImmutableArrayAddressEntry));
    }

    private static AddressEntry Describe(StoredAddress entry, DateTimeOffset now) => new(
        entry.List == AddressListKind.Allow ? "allow" : "block",
        entry.Addresses.ToString(),
        entry.Expires,
        entry.IsExpired(now),
        entry.Comment,
        entry.Origin == EntryOrigin.Operator ? "operator" : "reputation",
        entry.Added);
}
