using WebPublisher.Waf;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.WafSideBySide;

/// <summary>The rule set at a paranoia level, with the settings that both engines know.</summary>
internal static class RuleFiles
{
    public const string SetupFile = "/etc/modsecurity/crs/crs-setup.conf";
    public const string RulesDirectory = "/usr/share/modsecurity-crs/rules";

    /// <summary>A file that includes all others. Rule sets of 3.3 know the paranoia level by its first name, those of 4 by the second.</summary>
    public static string Text(string engineFile, string setupFile, string rulesDirectory, int paranoia) =>
        $"""
        Include {engineFile}
        Include {setupFile}
        SecAction "id:900000,phase:1,nolog,pass,t:none,setvar:tx.paranoia_level={paranoia},setvar:tx.blocking_paranoia_level={paranoia}"
        Include {rulesDirectory}/*.conf

        """;

    public static RuleSet Compile(string path)
    {
        var compiled = RuleSet.Compile(RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfFiles(path)])), TimeProvider.System);
        return compiled.RuleSet ?? throw new InvalidOperationException(string.Join('\n', compiled.Errors));
    }
}
