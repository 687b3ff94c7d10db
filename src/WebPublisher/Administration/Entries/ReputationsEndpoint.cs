using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Reputation;
using WebPublisher.State;
using WebPublisher.State.Reputation;

namespace WebPublisher.Administration.Entries;

/// <summary><c>GET /api/reputations</c>: the profiles of clients, the worst first.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class ReputationsEndpoint(RunningServer server) : EntriesEndpoint(server)
{
    /// <summary>Profiles that are told of.</summary>
    public const int MaximumEntries = 500;

    /// <inheritdoc/>
    public override string Path => "/api/reputations";

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext http, StateStore state)
    {
        // Without the agent nobody judges by profiles: then each has a level from its first message on.
        var minimum = Server.Policy.Current.Mail?.Agents.OfType<ProtocolAnalysisPolicy>().FirstOrDefault()?.MinimumMessages ?? 1;
        ImmutableArray<ReputationEntry> entries =
        [
            .. state.Reputations.Profiles
                .Select(profile => Describe(profile.Key, profile.Value, minimum))
                .OrderByDescending(entry => entry.Level)
                .ThenByDescending(entry => entry.AverageScl)
                .ThenByDescending(entry => entry.Messages)
                .Take(MaximumEntries),
        ];
        return SendJsonAsync(http, entries, AdministrationJson.Default.ImmutableArrayReputationEntry);
    }

    private static ReputationEntry Describe(IPAddress client, SenderProfile profile, int minimumMessages) =>
        new(client.ToString(), ReputationLevel.Of(profile, minimumMessages), profile.Messages, Math.Round(profile.AverageScl, 2), profile.LastSeen);
}
