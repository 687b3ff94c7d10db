using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Publishing;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/drain</c>: drains the server, or takes that back, and answers when nothing is under way or the time is over. Nothing is cut: what is left goes on.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where it is told who has asked.</param>
internal sealed class DrainEndpoint(RunningServer server, ActionLog log) : OperationsEndpoint
{
    private const double UsualSeconds = 30;
    private const double MaximumSeconds = 3600;

    /// <inheritdoc/>
    public override string Path => "/api/drain";

    /// <inheritdoc/>
    public override string Method => HttpMethods.Post;

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        if (await ReadAsync(http) is not { } request)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, """The body is not as expected: {"drain":true,"seconds":30}, with 0 to 3600 seconds.""");
            return;
        }

        var done = request.Drain ? "the server is being drained" : "the server serves as before";
        log.Write(OperationsCaller.Of(http).Name, Path, [new ActionOutcome("", Done: true, done)]);
        if (request.Drain)
        {
            server.Drain.Begin();
            await server.Drain.WaitAsync(TimeSpan.FromSeconds(request.Seconds ?? UsualSeconds), http.RequestAborted);
        }
        else
        {
            server.Drain.TakeBack();
        }

        var status = Describe(server.Drain);
        await SendAsync(http, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(status, AdministrationJson.Default.DrainStatus));
    }

    private static async Task<DrainRequest?> ReadAsync(HttpContext http)
    {
        try
        {
            var request = await JsonSerializer.DeserializeAsync(http.Request.Body, AdministrationJson.Default.DrainRequest, http.RequestAborted);
            return request?.Seconds is < 0 or > MaximumSeconds ? null : request;
        }
        catch (Exception error) when (error is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static DrainStatus Describe(Drain drain) => new(drain.Phase.ToString().ToLowerInvariant(), drain.Requests, drain.Sessions);
}
