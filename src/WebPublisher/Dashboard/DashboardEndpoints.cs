using WebPublisher.Operations;

namespace WebPublisher.Dashboard;

/// <summary>The dashboard: its page and its files.</summary>
internal static class DashboardEndpoints
{
    /// <summary>All of them.</summary>
    public static IEnumerable<OperationsEndpoint> All()
    {
        var assets = DashboardAssets.Read();
        return [new DashboardPageEndpoint(assets), .. assets.Files.Select(file => new DashboardAssetEndpoint(assets.PathOf(file), file))];
    }
}
