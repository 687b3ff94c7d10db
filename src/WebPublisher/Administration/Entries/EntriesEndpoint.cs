using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary>A list of what the state has.</summary>
/// <param name="server">The server that runs.</param>
internal abstract class EntriesEndpoint(RunningServer server) : OperationsEndpoint
{
    /// <summary>The server that runs.</summary>
    protected RunningServer Server => server;

    /// <inheritdoc/>
    public sealed override async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await AnswerAsync(http, server.States.Of(server.Policy.Current));
        }
        catch (StateException e)
        {
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    /// <summary>Answers.</summary>
    /// <param name="http">The request.</param>
    /// <param name="state">The state of the policy in force.</param>
    protected abstract Task AnswerAsync(HttpContext http, StateStore state);
}
