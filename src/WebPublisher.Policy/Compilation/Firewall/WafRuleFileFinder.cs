using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Firewall;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy.Compilation.Firewall;

/// <summary>
/// Finds the files a firewall's rules stand in. They are part of the policy: a change of one of them is a reload. So are the <c>*.data</c> files beside them, in which
/// rules look things up.
/// </summary>
internal static class WafRuleFileFinder
{
    /// <summary>Where Debian's package puts the rules.</summary>
    public const string DebianFolder = "/usr/share/modsecurity-crs";

    // Debian keeps apart what administrators may edit.
    private const string DebianSettings = "/etc/modsecurity/crs";

    private const int LargestFile = 4 * 1024 * 1024;
    private const int MostFiles = 1000;

    /// <summary>Finds them; null after an error.</summary>
    public static WafRuleFiles? Find(WafDocument document, CompilationContext context)
    {
        var location = document.RuleSet?.Location ?? document.Mode!.Value.Location;
        var folder = document.RuleSet?.Value.FullPath ?? DebianFolder;
        var before = Included(document.Include?.Before, context);
        var after = Included(document.Include?.After, context);
        var rules = Matching(Path.Combine(folder, "rules"), "*.conf", location, context);
        if (rules.IsEmpty)
        {
            context.Diagnostics.Error(location, Missing(folder));
            return null;
        }

        var settings = folder == DebianFolder ? DebianSettings : folder;
        var plugins = Path.Combine(folder, "plugins");
        var files = new WafRuleFiles
        {
            Setup =
            [
                .. Existing(Path.Combine(settings, "crs-setup.conf"), context),
                .. Matching(plugins, "*-config.conf", location, context),
                .. Matching(plugins, "*-before.conf", location, context),
                .. folder == DebianFolder ? Existing(Path.Combine(settings, "REQUEST-900-EXCLUSION-RULES-BEFORE-CRS.conf"), context) : [],
            ],
            Before = before,
            Rules = rules,
            After =
            [
                .. folder == DebianFolder ? Existing(Path.Combine(settings, "RESPONSE-999-EXCLUSION-RULES-AFTER-CRS.conf"), context) : [],
                .. Matching(plugins, "*-after.conf", location, context),
                .. after,
            ],
            Digest = "",
        };
        var errors = context.Diagnostics.Count;
        var digest = Digest(files, location, context);
        return context.Diagnostics.Count == errors ? files with { Digest = digest } : null;
    }

    private static string Missing(string folder)
    {
        var hint = folder == DebianFolder ? "install it with 'apt install modsecurity-crs', or name the folder of another one with ruleSet" : "its rules are looked for in rules/*.conf below it";
        return $"there is no rule set in {SourcePath.Display(folder)}; {hint}";
    }

    private static ImmutableArray<string> Included(DocumentList<Located<FilePath>>? list, CompilationContext context)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in list ?? [])
        {
            var path = entry.Value.FullPath;
            if (!IncludePattern.IsPattern(path))
            {
                files.Add(path);
                continue;
            }

            var matches = Expand(path, entry.Location, context);
            if (matches.Count == 0)
            {
                context.Diagnostics.Warning(entry.Location, $"no file matches {Quoted.Text(entry.Value.Text)}");
            }

            files.AddRange(matches);
        }

        return files.ToImmutable();
    }

    private static IReadOnlyList<string> Expand(string pattern, SourceLocation location, CompilationContext context)
    {
        try
        {
            return IncludePattern.Expand(pattern, "/", context.Files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Diagnostics.Error(location, $"{Quoted.Text(pattern)} cannot be searched: {error.Message}");
            return [];
        }
    }

    private static ImmutableArray<string> Matching(string folder, string pattern, SourceLocation location, CompilationContext context)
    {
        // Also one that is not there: it may appear.
        context.Files.Watch(folder);
        return [.. Expand(Path.Combine(folder, pattern), location, context)];
    }

    private static ImmutableArray<string> Existing(string file, CompilationContext context)
    {
        context.Files.Watch(file);
        return File.Exists(file) ? [file] : [];
    }

    private static string Digest(WafRuleFiles files, SourceLocation location, CompilationContext context)
    {
        ImmutableArray<string> rules = [.. files.Setup, .. files.Before, .. files.Rules, .. files.After];
        var folders = rules.Select(file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal);
        ImmutableArray<string> all = [.. rules, .. folders.SelectMany(folder => Matching(folder, "*.data", location, context))];
        if (all.Length > MostFiles)
        {
            context.Diagnostics.Error(location, $"a rule set has at most {MostFiles} files; this one has {all.Length}");
            return "";
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in all)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(file));
            digest.AppendData(context.RuleFiles.DigestOf(file, LargestFile, location, context));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
