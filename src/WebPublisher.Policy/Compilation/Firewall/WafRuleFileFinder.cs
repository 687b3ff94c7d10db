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
    private const int LargestFile = 4 * 1024 * 1024;
    private const int MostFiles = 1000;

    /// <summary>Finds them; null after an error.</summary>
    public static WafRuleFiles? Find(WafDocument document, CompilationContext context)
    {
        var location = document.RuleSet?.Location ?? document.Mode!.Value.Location;
        var folder = document.RuleSet?.Value.FullPath ?? WafRuleFiles.DebianFolder;
        var before = Included(document.Include?.Before, context);
        var after = Included(document.Include?.After, context);
        try
        {
            var set = WafRuleFiles.Of(folder);
            Watch(folder, context);
            if (set.Rules.IsEmpty)
            {
                context.Diagnostics.Error(location, Missing(folder));
                return null;
            }

            var files = set with { Before = before, After = [.. set.After, .. after] };
            var errors = context.Diagnostics.Count;
            var digest = Digest(files, location, context);
            return context.Diagnostics.Count == errors ? files with { Digest = digest } : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Diagnostics.Error(location, $"the rule set in {SourcePath.Display(folder)} cannot be read: {error.Message}");
            return null;
        }
    }

    private static string Missing(string folder)
    {
        var hint = folder == WafRuleFiles.DebianFolder
            ? "install it with 'apt install modsecurity-crs', or name the folder of another one with ruleSet"
            : "its rules are looked for in rules/*.conf below it";
        return $"there is no rule set in {SourcePath.Display(folder)}; {hint}";
    }

    // Also what is not there: it may appear.
    private static void Watch(string folder, CompilationContext context)
    {
        context.Files.Watch(Path.Combine(folder, "rules"));
        context.Files.Watch(Path.Combine(folder, "plugins"));
        context.Files.Watch(folder == WafRuleFiles.DebianFolder ? WafRuleFiles.DebianSettings : folder);
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

            var matches = Expand(path, entry, context);
            if (matches.Count == 0)
            {
                context.Diagnostics.Warning(entry.Location, $"no file matches {Quoted.Text(entry.Value.Text)}");
            }

            files.AddRange(matches);
        }

        return files.ToImmutable();
    }

    private static IReadOnlyList<string> Expand(string pattern, Located<FilePath> entry, CompilationContext context)
    {
        try
        {
            return IncludePattern.Expand(pattern, "/", context.Files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Diagnostics.Error(entry.Location, $"{Quoted.Text(entry.Value.Text)} cannot be searched: {error.Message}");
            return [];
        }
    }

    private static string Digest(WafRuleFiles files, SourceLocation location, CompilationContext context)
    {
        ImmutableArray<string> rules = [.. files.Setup, .. files.Before, .. files.Rules, .. files.After];
        var folders = rules.Select(file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists);
        ImmutableArray<string> all = [.. rules, .. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.data").Order(StringComparer.Ordinal))];
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
