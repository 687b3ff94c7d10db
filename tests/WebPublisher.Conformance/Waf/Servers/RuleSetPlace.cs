using System.Text.RegularExpressions;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>Where a Core Rule Set lies.</summary>
/// <param name="Rules">The directory with the rules and their data.</param>
/// <param name="Setup">The file that sets it up.</param>
/// <param name="Major">Its major version: 3 or 4.</param>
internal sealed partial record RuleSetPlace(string Rules, string Setup, int Major)
{
    /// <summary>Where Debian installs the rules.</summary>
    public const string Debian = "/usr/share/modsecurity-crs/rules";

    private const string DebianSetup = "/etc/modsecurity/crs/crs-setup.conf";

    /// <summary>Finds the parts of a rule set.</summary>
    /// <param name="path">A directory of rules, or a checkout of the project.</param>
    /// <exception cref="InvalidOperationException">There is no rule set; the message says what is missing.</exception>
    public static RuleSetPlace Find(string path)
    {
        var below = Path.Combine(path, "rules");
        var rules = Path.GetFullPath(Directory.Exists(below) ? below : path);
        if (!Directory.Exists(rules) || !Directory.EnumerateFiles(rules, "*.conf").Any())
        {
            throw new InvalidOperationException($"{path}: no rules are there");
        }

        var above = Path.GetDirectoryName(rules)!;
        string[] places = [.. new[] { rules, above }.SelectMany(place => new[] { Path.Combine(place, "crs-setup.conf"), Path.Combine(place, "crs-setup.conf.example") }), DebianSetup];
        var setup = Array.Find(places, File.Exists) ?? throw new InvalidOperationException($"{path}: no crs-setup.conf belongs to these rules");
        return new RuleSetPlace(rules, setup, Version4().IsMatch(File.ReadAllText(setup)) ? 4 : 3);
    }

    [GeneratedRegex(@"setvar:'?tx\.crs_setup_version=4")]
    private static partial Regex Version4();
}
