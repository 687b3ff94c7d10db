using System.Globalization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Live;

/// <summary><c>GET /api/events</c>: server-sent events for as long as the reader stays and the server runs. <c>decisions</c> is <c>refused</c> (also without it), <c>all</c> or <c>none</c>.</summary>
/// <param name="sources">What is told of.</param>
internal sealed class EventsEndpoint(EventSources sources) : OperationsEndpoint
{
    /// <summary>Readers at a time.</summary>
    public const int MaximumReaders = 32;

    private readonly ParallelLimit _readers = new(MaximumReaders);

    /// <inheritdoc/>
    public override string Path => "/api/events";

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        var wanted = http.Request.Query["decisions"].ToString();
        if (wanted is not ("" or "all" or "refused" or "none"))
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, "decisions is all, refused or none.");
            return;
        }

        using var place = _readers.TryEnter();
        if (place is null)
        {
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, string.Create(CultureInfo.InvariantCulture, $"There are {MaximumReaders} readers of events already."));
            return;
        }

        http.Response.ContentType = "text/event-stream";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await TellAsync(http, wanted);
        }
    }

    private async Task TellAsync(HttpContext http, string wanted)
    {
        // A server that stops asks its connections to end before it cuts them.
        var stopping = http.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        using var decisions = wanted == "none" ? null : sources.Journal.Watch(wanted == "all");
        try
        {
            await new EventReader(sources, decisions, http.Response.BodyWriter).RunAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader has left, or the server stops.
        }
    }
}
