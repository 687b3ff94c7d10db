using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The Debian package is built, installed in a clean Debian, and publishes after one file is edited, as the service's user.</summary>
public sealed class InstalledPackageTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly string _directory = Directory.CreateTempSubdirectory("webpublisher-").FullName;

    // What is in that Debian belongs to root. Its mounts were in a namespace that is gone.
    public void Dispose() => AsRootAsync("rm", "-rf", "--one-file-system", _directory).GetAwaiter().GetResult().Successful();

    [Trait("Category", "Slow")]
    [FactNeeding(Need.CleanDebian)]
    public async Task An_administrator_installs_it_edits_one_file_and_publishes_a_webmail()
    {
        var built = await Command.RunAsync(Path.Combine(Repository.Root, "deploy", "package"), ["--output", _directory], s_patience);
        var package = built.Successful().Output.Trim();

        var installed = (await AsRootAsync(Repository.EnvironmentScript("installed"), package, _directory)).Successful().Output;
        var came = installed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(words => words[0], words => words[1]);

        Assert.Equal("webpublisher:webpublisher 750", came["state directory"]);
        Assert.Equal("root:webpublisher 750", came["keys"]);
        Assert.Contains("0 errors, 0 warnings", came["check"], StringComparison.Ordinal);
        Assert.Contains("0 errors, 0 warnings", came["edited"], StringComparison.Ordinal);
        Assert.Equal("200", came["ready"]);
        Assert.Equal("yes", came["healthy"]);
        Assert.Equal("200", came["published"]);
        Assert.Equal("403", came["not published"]);
        Assert.Equal("403", came["in clear"]);
        Assert.Equal("1", came["address allowed"]);
        Assert.Equal("webpublisher with capabilities 0000000000000400", came["user"]);
        Assert.Equal("0", came["stopped"]);
        Assert.Equal("no", came["unpacked"]);
        Assert.Equal("0", came["left"]);
    }

    private static Task<CommandResult> AsRootAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? Command.RunAsync(program, arguments, s_patience) : Command.RunAsync("sudo", ["-n", program, .. arguments], s_patience);
}
