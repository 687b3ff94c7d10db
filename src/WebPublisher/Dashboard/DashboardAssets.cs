using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace WebPublisher.Dashboard;

/// <summary>
/// The dashboard's files, read from the executable once. All of them lie in one folder that is named by their content: the modules name each other by relative addresses, so
/// that a browser never mixes those of two releases, and may keep each for ever.
/// </summary>
internal sealed class DashboardAssets
{
    private const string Prefix = "dashboard/";
    private const string PageName = "dashboard.html";

    /// <summary>What stands in the page for the folder's name.</summary>
    private const string VersionMark = "@version";

    private DashboardAssets(ImmutableArray<DashboardAsset> files, string page)
    {
        Files = files;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}\n{file.Content.Length}\n"));
            hash.AppendData(file.Content.Span);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(page));
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        Page = Encoding.UTF8.GetBytes(page.Replace(VersionMark, Version, StringComparison.Ordinal));
    }

    /// <summary>Everything but the page.</summary>
    public ImmutableArray<DashboardAsset> Files { get; }

    /// <summary>The page, its references resolved.</summary>
    public ReadOnlyMemory<byte> Page { get; }

    /// <summary>Sixteen hexadecimal digits over the content of all files.</summary>
    public string Version { get; }

    /// <summary>Where a file is.</summary>
    public string PathOf(DashboardAsset file) => $"/dashboard/{Version}/{file.Name}";

    /// <summary>Reads them.</summary>
    public static DashboardAssets Read()
    {
        var names = typeof(DashboardAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal);
        var files = names.Select(name => new DashboardAsset(name, TypeOf(name), Content(name))).ToImmutableArray();
        var page = files.Single(file => file.Name == PageName);
        return new DashboardAssets(files.Remove(page), Encoding.UTF8.GetString(page.Content.Span));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The dashboard has no files of the type '{other}'."),
    };

    private static byte[] Content(string name)
    {
        using var resource = typeof(DashboardAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
