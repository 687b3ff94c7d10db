using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Has those begin first that take longest, so that none of them is left alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long =
    [
        nameof(SmtpConformanceTests), nameof(RollingRestartTests), Dashboard.PublishedDashboard.Collection, nameof(NothingLostTests), nameof(MailLimitsTests), nameof(IpsecTests),
        nameof(SogoTests), nameof(BadFrontEndTests), nameof(RoundcubeTests), nameof(MonitoringTests), nameof(FirewallRulesTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(collection =>
    {
        var place = Array.FindIndex(s_long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal));
        return place < 0 ? s_long.Length : place;
    });
}
