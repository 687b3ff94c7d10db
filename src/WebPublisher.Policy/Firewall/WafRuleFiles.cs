using System.Collections.Immutable;

namespace WebPublisher.Policy.Firewall;

/// <summary>The files a firewall's rules stand in, by their absolute paths, in the order in which they are read.</summary>
public sealed record WafRuleFiles
{
    /// <summary>Where Debian's package puts the rules.</summary>
    public const string DebianFolder = "/usr/share/modsecurity-crs";

    /// <summary>Where Debian's package puts what administrators may edit.</summary>
    public const string DebianSettings = "/etc/modsecurity/crs";

    /// <summary>The settings that come with the rule set, and its plug-ins' beginnings.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>The operator's own that stand before the rule set.</summary>
    public ImmutableArray<string> Before { get; init; } = [];

    /// <summary>The rule set; empty where there is none.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>The ends of its plug-ins, then the operator's own that stand after the rule set.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>A digest of their content and of the data files beside them: two with the same digest hold the same rules. Empty where nobody has made it.</summary>
    public string Digest { get; init; } = "";

    /// <summary>
    /// The files of a rule set as the Core Rule Set arranges them: settings and plug-ins where there are any, then <c>rules/*.conf</c>. Of Debian's folder, settings are
    /// those in <see cref="DebianSettings"/>.
    /// </summary>
    /// <param name="folder">The folder above <c>rules</c>.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static WafRuleFiles Of(string folder)
    {
        var isDebian = folder == DebianFolder;
        var settings = isDebian ? DebianSettings : folder;
        var plugins = Path.Combine(folder, "plugins");
        return new WafRuleFiles
        {
            Setup =
            [
                .. Existing(settings, "crs-setup.conf"),
                .. Matching(plugins, "*-config.conf"),
                .. Matching(plugins, "*-before.conf"),
                .. isDebian ? Existing(settings, "REQUEST-900-EXCLUSION-RULES-BEFORE-CRS.conf") : [],
            ],
            Rules = Matching(Path.Combine(folder, "rules"), "*.conf"),
            After =
            [
                .. isDebian ? Existing(settings, "RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf") : [],
                .. Matching(plugins, "*-after.conf"),
            ],
        };
    }

    private static ImmutableArray<string> Matching(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];

    private static ImmutableArray<string> Existing(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? [Path.Combine(folder, name)] : [];
}
