using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.State;

namespace WebPublisher.Administration.Entries;

/// <summary>
/// <c>GET /api/held</c>: the messages that wait for an operator and those that were released lately, the latest first. With <c>?before=NUMBER</c> those whose number is lower: so
/// all of them can be had, page by page.
/// </summary>
/// <param name="server">The server that runs.</param>
internal sealed class HeldListEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <summary>Messages that are told of at once.</summary>
    public const int MaximumEntries = 500;

    /// <inheritdoc/>
    public override string Path => "/api/held";

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext http, StateStore state)
    {
        if (!TryReadBefore(http.Request, out var before))
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, "before is no number of a message.");
            return;
        }

        ImmutableArray<HeldEntry> entries = [.. (await state.Held.ListAsync()).Reverse().Where(message => before is null || message.Id < before).Take(MaximumEntries).Select(HeldEntry.Of)];
        await SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayHeldEntry);
    }

    private static bool TryReadBefore(HttpRequest request, out long? before)
    {
        var asked = request.Query["before"];
        var isNumber = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        before = isNumber ? number : null;
        return isNumber || asked.Count == 0;
    }
}
