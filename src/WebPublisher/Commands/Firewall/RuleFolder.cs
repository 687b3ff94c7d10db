using System.CommandLine;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Commands.Firewall;

/// <summary>The rule files of a folder named on the command line.</summary>
internal static class RuleFolder
{
    /// <summary>The option that names it.</summary>
    public static Option<string?> Option() => new("--rules")
    {
        Description = "A rule set: its folder (rules/*.conf, crs-setup.conf and plugins in it, as with the policy's waf.ruleSet), a folder of .conf files, or a file. "
            + $"Debian's is {WafRuleFiles.DebianFolder}.",
        HelpName = "PATH",
    };

    /// <summary>The files, in the order in which they are read.</summary>
    /// <exception cref="CommandFailure">There is no such file or folder, or no rules are in it.</exception>
    public static WafRuleFiles Files(string named)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        if (File.Exists(path))
        {
            return new WafRuleFiles { Rules = [path] };
        }

        if (!Directory.Exists(path))
        {
            throw new CommandFailure($"there is no file or folder {named}.", ExitCode.Usage);
        }

        try
        {
            var files = Directory.Exists(Path.Combine(path, "rules"))
                ? WafRuleFiles.Of(path)
                : new WafRuleFiles { Rules = [.. Directory.GetFiles(path, "*.conf").Order(StringComparer.Ordinal)] };
            return files.Rules.IsEmpty ? throw new CommandFailure($"there are no rules, *.conf, in {named}.", ExitCode.Usage) : files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{named} cannot be read: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <summary>The same as parts of a rule set.</summary>
    /// <exception cref="CommandFailure">There is no such file or folder, or no rules are in it.</exception>
    public static IEnumerable<RuleSetPart> Parts(string named)
    {
        var files = Files(named);
        return files.Setup.Concat(files.Rules).Concat(files.After).Select(RuleSetPart.OfFiles);
    }
}
