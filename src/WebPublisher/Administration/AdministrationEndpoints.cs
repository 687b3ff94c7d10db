using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Entries;
using WebPublisher.Operations;

namespace WebPublisher.Administration;

/// <summary>Every page and action of the administration: a new one is one class and one line here.</summary>
internal static class AdministrationEndpoints
{
    /// <summary>Those of a server.</summary>
    public static IEnumerable<OperationsEndpoint> Of(RunningServer server)
    {
        var log = new ActionLog(server.Loggers.CreateLogger<ActionLog>());
        return
        [
            new AddressesEndpoint(server),
            new AddressAddEndpoint(server, log),
            new AddressRemoveEndpoint(server, log),
            new HeldReleaseEndpoint(server, log),
            new HeldDeleteEndpoint(server, log),
            new LogonReleaseEndpoint(server, log),
            new ReloadEndpoint(server, log),
        ];
    }
}
