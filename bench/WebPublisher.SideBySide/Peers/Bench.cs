namespace WebPublisher.SideBySide.Peers;

/// <summary>The folder a comparison works in: certificates, files to serve, configurations, logs.</summary>
internal sealed class Bench
{
    private Bench(string folder, string repository) => (Folder, Repository) = (folder, repository);

    public string Folder { get; }

    public string Repository { get; }

    public string Certificates => Path.Combine(Folder, "certs");

    public string Publisher => Path.Combine(Repository, "src/WebPublisher/bin/Release/net10.0/webpublisher");

    public string BareYarp => Path.Combine(Repository, "bench/WebPublisher.BareYarp/bin/Release/net10.0/WebPublisher.BareYarp");

    public static async Task<Bench> PrepareAsync()
    {
        var bench = new Bench(Path.Combine(Path.GetTempPath(), "webpublisher-side-by-side"), FindRepository());
        Directory.CreateDirectory(Path.Combine(bench.Folder, "www"));
        foreach (var project in new[] { "src/WebPublisher", "bench/WebPublisher.BareYarp" })
        {
            await Tool.CheckedAsync("dotnet", "build", "-c", "Release", "-v", "quiet", Path.Combine(bench.Repository, project));
        }

        await Tool.CheckedAsync(
            bench.Publisher, "certificate", "dev", Load.LoadTarget.Host, "--front-end", "backend.internal", "--front-end", "localhost", "--out", bench.Certificates);
        foreach (var (name, size) in new[] { ("1k", 1024), ("100k", 102_400) })
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            await File.WriteAllBytesAsync(Path.Combine(bench.Folder, "www", name), bytes);
        }

        var combined = await File.ReadAllTextAsync(Path.Combine(bench.Certificates, "public.pem")) + await File.ReadAllTextAsync(Path.Combine(bench.Certificates, "public.key"));
        var forHaProxy = Path.Combine(bench.Certificates, "public-with-key.pem");
        await using (var file = new FileStream(forHaProxy, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(combined));
        }

        return bench;
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WebPublisher.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("run from a build inside the repository");
    }
}
