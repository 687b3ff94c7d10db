using WebPublisher.Administration.Entries;
using WebPublisher.Operations;

namespace WebPublisher.Administration;

/// <summary>Every page and action of the administration: a new one is one class and one line here.</summary>
internal static class AdministrationEndpoints
{
    /// <summary>Those of a server.</summary>
    public static IEnumerable<OperationsEndpoint> Of(RunningServer server) => [new AddressesEndpoint(server)];
}
