using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Entries;
using WebPublisher.Administration.Halves;
using WebPublisher.Administration.Explanations;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Live;
using WebPublisher.Administration.Status;
using WebPublisher.Operations;

namespace WebPublisher.Administration;

/// <summary>Every page and action of the administration: a new one is one class and one line here.</summary>
internal static class AdministrationEndpoints
{
    /// <summary>Those of a server.</summary>
    public static IEnumerable<OperationsEndpoint> Of(RunningServer server)
    {
        var log = new ActionLog(server.Loggers.CreateLogger<ActionLog>());
        var board = new StatusBoard(new StatusSource(server).Look, server.Time);
        return
        [
            new StatusEndpoint(board),
            new TrafficEndpoint(server.Counters),
            new DecisionsEndpoint(server.Journal),
            new EventsEndpoint(EventSources.Of(server, board)),
            new ExplainEndpoint(server),
            new AddressesEndpoint(server),
            new ReputationsEndpoint(server),
            new HeldListEndpoint(server),
            new HeldMessageEndpoint(server),
            new LogonsEndpoint(server),
            new AddressAddEndpoint(server, log),
            new AddressRemoveEndpoint(server, log),
            new HeldReleaseEndpoint(server, log),
            new HeldDeleteEndpoint(server, log),
            new LogonReleaseEndpoint(server, log),
            new SafelistImportEndpoint(server, log),
            new ReloadEndpoint(server, log),
            new HalvesEndpoint(server),
            new HalfRelayEndpoint(server, HttpMethods.Get),
            new HalfRelayEndpoint(server, HttpMethods.Post),
            new DrainEndpoint(server, log),
        ];
    }
}
