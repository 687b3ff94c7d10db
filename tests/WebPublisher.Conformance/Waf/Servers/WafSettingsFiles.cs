namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>The files that stand before the rules, the same for every server.</summary>
internal static class WafSettingsFiles
{
    /// <summary>Limits and body processors, the setup of the rule set, and what its tests count on.</summary>
    public static IReadOnlyList<string> Of(RuleSetPlace place) => [TestEnvironment.Configuration("waf.conf"), place.Setup, TestEnvironment.Configuration($"waf-crs-{place.Major}.conf")];
}
