using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;
using WebPublisher.Publishing;
using WebPublisher.Refusals;

namespace WebPublisher.Administration.Explanations;

/// <summary>
/// <c>GET /api/explain/{reference}</c>: what <c>webpublisher explain</c> prints for the number of a refusal, of one just made too. Of what was not refused the little is told that
/// the journal remembers. What this process does not know, the process of the other half is asked for.
/// </summary>
/// <param name="server">The server that runs.</param>
internal sealed class ExplainEndpoint(RunningServer server) : OperationsEndpoint
{
    // A search reads files from the day of the number on: more at once would only be in each other's way.
    private const int MaximumSearches = 4;

    // So that two processes do not send a question back and forth.
    private const string OnlyHere = "here";

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
            var (explanation, silence) = ReferenceNumber.TryParse(asked, out var reference, out _) && server.Journal.Find(reference) is { } decision
                ? (new Explanation(reference, Describe(decision)), null)
                : http.Request.Query.ContainsKey(OnlyHere) ? (null, null) : await AskOtherHalfAsync(reference, http.RequestAborted);
            await (explanation is null
                ? SendProblemAsync(http, StatusCodes.Status404NotFound, $"{unknown.Message}{silence}")
                : SendJsonAsync(http, explanation, AdministrationJson.Default.Explanation));
        }
    }

    // What it has refused a moment ago only it can write to where it is looked up, and what it has served only it remembers.
    private async Task<(Explanation? Explanation, string? Silence)> AskOtherHalfAsync(string reference, CancellationToken cancellation)
    {
        if (server.Parts == PublisherParts.All)
        {
            return (null, null);
        }

        var name = ControlSocket.NameOf(PublisherParts.All & ~server.Parts);
        try
        {
            using var other = await ControlClient.FindAsync(server.Policy.Current.Server.StateDirectory, name, server.Time, cancellation);
            return other is null
                ? (null, Silence(name, "does not run on this state directory"))
                : (await other.GetAsync($"/api/explain/{reference}?{OnlyHere}=true", AdministrationJson.Default.Explanation, cancellation), null);
        }
        catch (ControlException unknown) when (unknown.Status == HttpStatusCode.NotFound)
        {
            return (null, null);
        }
        catch (ControlException silent)
        {
            return (null, Silence(name, $"cannot be asked ({silent.Message})"));
        }
    }

    private static string Silence(string name, string why) => $"\n  - the other half made it, and its process '{name}' {why}: ask it there.";

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
