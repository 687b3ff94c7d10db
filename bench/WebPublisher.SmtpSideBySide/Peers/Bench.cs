using WebPublisher.SideBySide;

namespace WebPublisher.SmtpSideBySide.Peers;

/// <summary>The folder a comparison works in: certificates, configurations, queues, logs.</summary>
internal sealed class Bench
{
    private Bench(string folder, string publisher) => (Folder, Publisher) = (folder, publisher);

    public string Folder { get; }

    /// <summary>The built product.</summary>
    public string Publisher { get; }

    public string Certificates => Path.Combine(Folder, "certs");

    public static async Task<Bench> PrepareAsync()
    {
        var repository = FindRepository();
        var bench = new Bench(Path.Combine(Path.GetTempPath(), "webpublisher-smtp-side-by-side"), Path.Combine(repository, "src/WebPublisher/bin/Release/net10.0/webpublisher"));
        Directory.CreateDirectory(bench.Folder);
        await Tool.CheckedAsync("dotnet", "build", "-c", "Release", "-v", "quiet", Path.Combine(repository, "src/WebPublisher"));
        await Tool.CheckedAsync(bench.Publisher, "certificate", "dev", "mail.example.test", "--out", bench.Certificates);
        return bench;
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
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
