using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Model;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/logons</c>: the locks after failed logons that hold, by their end; with <c>?user=NAME</c> those of one user.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class LogonsEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <inheritdoc/>
    public override string Path => "/api/logons";

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext http, StateStore state)
    {
        var wanted = LogonActions.LocksOf(state, http.Request.Query["user"]);
        ImmutableArray<LogonLockEntry> entries = [.. state.LogonLocks.Entries.Where(wanted).Select(LogonLockEntry.Of)];
        return SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayLogonLockEntry);
    }
}
