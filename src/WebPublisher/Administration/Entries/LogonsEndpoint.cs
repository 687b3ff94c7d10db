using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/logons</c>: the locks after failed logons that hold, by their end.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class LogonsEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <inheritdoc/>
    public override string Path => "/api/logons";

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext http, StateStore state)
    {
        ImmutableArray<LogonLockEntry> entries =
        [
            .. state.LogonLocks.Entries.Select(entry => new LogonLockEntry(entry.Id, entry.Kind.ToString().ToLowerInvariant(), entry.Network, entry.Failures, entry.Since, entry.Until)),
        ];
        return SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayLogonLockEntry);
    }
}
