using System.Globalization;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;
using WebPublisher.Refusals;

namespace WebPublisher.Administration.Explanations;

/// <summary>
/// <c>GET /api/explain/{reference}</c>: what <c>webpublisher explain</c> prints for the number of a refusal, of one just made too. Of what was not refused the little is told that
/// the journal remembers.
/// </summary>
/// <param name="server">The server that runs.</param>
internal sealed class ExplainEndpoint(RunningServer server) : OperationsEndpoint
{
    // A search reads files from the day of the number on: more at once would only be in each other's way.
    private const int MaximumSearches = 4;

    private static readonly TimeSpan s_flushLimit = TimeSpan.FromSeconds(2);

    private readonly ParallelLimit _searches = new(MaximumSearches);

    /// <inheritdoc/>
    public override string Path => "/api/explain/*";

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        using var place = _searches.TryEnter();
        if (place is null)
        {
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, "Others search for refusals just now; ask again in a moment.");
            return;
        }

        var asked = http.Request.Path.Value!.Split('/')[^1];
        try
        {
            var answer = await SearchAsync(asked, http.RequestAborted);
            await SendJsonAsync(http, new Explanation(answer.Evidence[0].Reference, answer.ToString()), AdministrationJson.Default.Explanation);
        }
        catch (RefusalUnknownException unknown) when (!unknown.IsNumber)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, unknown.Message);
        }
        catch (RefusalUnknownException unknown)
        {
            await (ReferenceNumber.TryParse(asked, out var reference, out _) && server.Journal.Find(reference) is { } decision
                ? SendJsonAsync(http, new Explanation(reference, Describe(decision)), AdministrationJson.Default.Explanation)
                : SendProblemAsync(http, StatusCodes.Status404NotFound, unknown.Message));
        }
    }

    private async Task<RefusalAnswer> SearchAsync(string asked, CancellationToken cancellation)
    {
        // Where the disk does not keep up, what is in the files already is the answer.
        await Task.WhenAny(server.FlushRefusalsAsync(), Task.Delay(s_flushLimit, server.Time, cancellation));
        return await Task.Run(() => RefusalAnswer.To(asked, server.Policy.Current.Logging.RefusalLog, cancellation), cancellation);
    }

    private static string Describe(Decision decision) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {char.ToUpperInvariant(decision.Kind[0])}{decision.Kind[1..]} {decision.Reference}: {decision.Outcome}, {decision.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC
          what       {decision.What}
          answer     {decision.Answer}
          by         {decision.By ?? "none"}{(decision.Reason is null ? "" : $": {decision.Reason}")}
          client     {decision.Client}
          times      {decision.Milliseconds} ms
          octets     {decision.Bytes}
          No evidence is kept of it: this is what the running server remembers. The structured log has the rest.

        """);
}
