using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Publishing;

namespace WebPublisher.Administration.Halves;

/// <summary><c>GET /api/halves</c>: the processes that one page can show, this one and its sibling.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class HalvesEndpoint(RunningServer server) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/halves";

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        var here = ControlSocket.NameOf(server.Parts);
        var halves = ImmutableArray.CreateBuilder<HalfStatus>();
        foreach (var name in server.Parts == PublisherParts.All ? [here] : ControlSocket.Names.Where(name => name != ControlSocket.NameOf(PublisherParts.All)))
        {
            halves.Add(new HalfStatus(name, name == here, await AnswersAsync(name, http.RequestAborted)));
        }

        await SendJsonAsync(http, halves.ToImmutable(), AdministrationJson.Default.ImmutableArrayHalfStatus);
    }

    private async Task<bool> AnswersAsync(string name, CancellationToken cancellation)
    {
        try
        {
            using var client = await ControlClient.FindAsync(server.Policy.Current.Server.StateDirectory, name, server.Time, cancellation);
            return client is not null;
        }
        catch (ControlException)
        {
            // Why not is told to whoever asks it something.
            return false;
        }
    }
}
