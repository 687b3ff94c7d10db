using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.State;

namespace WebPublisher.Administration.Actions;

/// <summary>
/// <c>POST /api/safelist/import</c>: adds safelist entries, one a line as <see cref="SafelistLines"/> reads them; with <c>?replace=true</c> they take the place of all that is there.
/// All of them, or none when a line is wrong.
/// </summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where it is told who has asked.</param>
internal sealed class SafelistImportEndpoint(RunningServer server, ActionLog log) : OperationsEndpoint
{
    /// <summary>Longest body, in bytes: some 300,000 entries, which is what fits in memory beside everything else. Who has more uses the command, which then writes to the state itself.</summary>
    public const int LongestBody = 16 * 1024 * 1024;

    // Each is in memory as a whole until it is stored.
    private readonly ParallelLimit _imports = new(1);

    /// <inheritdoc/>
    public override string Path => "/api/safelist/import";

    /// <inheritdoc/>
    public override string Method => HttpMethods.Post;

    /// <inheritdoc/>
    internal override string BodyType => "text/csv";

    /// <inheritdoc/>
    internal override long MaximumBody => LongestBody;

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        using var place = _imports.TryEnter();
        if (place is null)
        {
            http.Response.Headers.Connection = "close";
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, "Another safelist is being imported just now; ask again in a moment.");
            return;
        }

        try
        {
            var lines = await ReadAsync(http);
            if (lines.Wrong > 0)
            {
                await SendProblemAsync(http, StatusCodes.Status400BadRequest, lines.Explain("line "));
                return;
            }

            var safelist = server.States.Of(server.Policy.Current).Safelist;
            var replaces = http.Request.Query["replace"] == "true";
            var added = await safelist.ImportAsync(lines.Entries, replaces);
            var import = new SafelistImport(lines.Entries.Count, added, SafelistImport.CountsOf(safelist));
            log.Write(OperationsCaller.Of(http).Name, Path, [new ActionOutcome("safelist", Done: true, $"{import.Read} safelist entries read, {added} new{(replaces ? ", in the place of all before" : "")}")]);
            await SendAsync(http, StatusCodes.Status200OK, "application/json", JsonSerializer.SerializeToUtf8Bytes(import, AdministrationJson.Default.SafelistImport));
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            http.Response.Headers.Connection = "close";
            await SendProblemAsync(http, error.StatusCode, $"A safelist has at most {LongestBody} bytes here; the command 'safelist import' takes longer files.");
        }
        catch (StateException error)
        {
            await SendProblemAsync(http, StatusCodes.Status503ServiceUnavailable, error.Message);
        }
    }

    private static async Task<SafelistLines> ReadAsync(HttpContext http)
    {
        var lines = new SafelistLines();
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        while (await reader.ReadLineAsync(http.RequestAborted) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
