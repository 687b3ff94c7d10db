using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

/// <summary>The Debian package around a program that does nothing. InstalledPackageTests builds, installs and runs the real one.</summary>
public sealed partial class PackageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [FactWith("shellcheck")]
    public async Task Its_scripts_have_nothing_that_shellcheck_complains_of()
    {
        string[] scripts = ["deploy/package", "deploy/debian/postinst", "deploy/debian/prerm", "deploy/debian/postrm", "deploy/container/healthy", "tests/environment/installed"];

        (await ProgramRun.OfAsync("shellcheck", scripts)).Successful();
    }

    [FactWith("dpkg-deb")]
    public async Task It_has_the_files_where_they_belong_and_is_the_same_each_time()
    {
        var package = await BuildAsync("first");
        var contents = (await ProgramRun.OfAsync("dpkg-deb", "--contents", package)).Successful().Output;
        string[] files =
        [
            "-rwxr-xr-x root/root ./usr/lib/webpublisher/webpublisher",
            "-rw-r--r-- root/root ./usr/lib/webpublisher/libe_sqlite3.so",
            "-rw-r--r-- root/root ./usr/lib/webpublisher/openssl.cnf",
            "lrwxrwxrwx root/root ./usr/bin/webpublisher -> ../lib/webpublisher/webpublisher",
            "-rw-r--r-- root/root ./usr/lib/systemd/system/webpublisher.service",
            "-rw-r--r-- root/root ./usr/lib/systemd/system/webpublisher@.service",
            "-rw-r--r-- root/root ./etc/webpublisher/webpublisher.yaml",
            "drwxr-xr-x root/root ./etc/webpublisher/certs/",
            "-rw-r--r-- root/root ./usr/share/doc/webpublisher/copyright",
            "-rw-r--r-- root/root ./usr/share/doc/webpublisher/THIRD-PARTY-NOTICES.gz",
            "-rw-r--r-- root/root ./usr/share/doc/webpublisher/docs/policy.md",
            "-rw-r--r-- root/root ./usr/share/doc/webpublisher/examples/exchange/webpublisher.yaml",
            "-rw-r--r-- root/root ./usr/share/man/man8/webpublisher.8.gz",
            "-rw-r--r-- root/root ./usr/share/bash-completion/completions/webpublisher",
            "-rw-r--r-- root/root ./usr/share/zsh/vendor-completions/_webpublisher",
            "-rw-r--r-- root/root ./usr/share/fish/vendor_completions.d/webpublisher.fish",
        ];
        var listed = contents.Split('\n').Select(line => SizeAndTime().Replace(line, "$1 $2 ")).ToHashSet();
        Assert.All(files, file => Assert.Contains(file, listed));

        Assert.Equal(await File.ReadAllBytesAsync(package), await File.ReadAllBytesAsync(await BuildAsync("second")));
    }

    [FactWith("dpkg-deb")]
    public async Task It_says_what_it_is_and_which_of_its_files_are_the_administrator_s()
    {
        var package = await BuildAsync("one");
        var fields = (await ProgramRun.OfAsync("dpkg-deb", "--field", package, "Package", "Version", "Architecture", "Depends")).Successful().Output;
        Assert.Contains("Package: webpublisher\n", fields, StringComparison.Ordinal);
        Assert.Contains("Architecture: amd64\n", fields, StringComparison.Ordinal);
        Assert.Contains("libssl3", fields, StringComparison.Ordinal);

        (await ProgramRun.OfAsync("dpkg-deb", "--control", package, _directory.PathOf("control"))).Successful();
        Assert.Equal("/etc/webpublisher/webpublisher.yaml\n", await File.ReadAllTextAsync(_directory.PathOf("control/conffiles")));
        foreach (var script in new[] { "postinst", "prerm", "postrm" })
        {
            Assert.True(File.GetUnixFileMode(_directory.PathOf($"control/{script}")).HasFlag(UnixFileMode.OtherExecute), script);
        }
    }

    [Fact]
    public async Task Its_policy_has_no_error_or_warning_as_it_is_installed()
    {
        var check = await CommandRun.OfAsync("check", "--policy", Repository.PathOf("deploy/debian/webpublisher.yaml"));

        Assert.Equal(0, check.Code);
        Assert.Contains("0 errors, 0 warnings", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_policy_has_no_error_or_warning_when_the_marks_are_taken_off_its_example()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("deploy/debian/webpublisher.yaml"));
        Assert.Equal("", (await CommandRun.OfAsync("certificate", "dev", "mail.example.com", "--front-end", "webmail.corp.internal", "--out", _directory.PathOf("certs"))).Error);

        var check = await CommandRun.OfAsync("check", "--policy", _directory.Write("webpublisher.yaml", Mark().Replace(text, "")));

        Assert.Equal(0, check.Code);
        Assert.Contains("0 errors, 0 warnings", check.Output, StringComparison.Ordinal);
        Assert.Contains("2 listeners, 3 rules", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_licence_of_every_library_in_the_executable_is_in_its_copyright_file()
    {
        // Analyzers look at the code when it is built; nothing of them is in the executable.
        string[] analyzers = ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];
        var copyright = File.ReadAllLines(Repository.PathOf("deploy/debian/copyright"));
        var named = copyright.Where(line => line.StartsWith("Files:", StringComparison.Ordinal)).SelectMany(line => line.Split(' ').Skip(1)).ToList();

        var libraries = Directory.GetFiles(Repository.PathOf("src"), "packages.lock.json", SearchOption.AllDirectories).SelectMany(Libraries).Distinct().Except(analyzers).ToList();

        Assert.Contains("YamlDotNet", libraries);
        Assert.DoesNotContain(libraries, library => !named.Any(name => name.EndsWith(".*", StringComparison.Ordinal) ? library.StartsWith(name[..^1], StringComparison.Ordinal) : library == name));
    }

    private static List<string> Libraries(string lockFile)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(lockFile));
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(library => library.Value.GetProperty("type").GetString() != "Project")
            .Select(library => library.Name)];
    }

    private async Task<string> BuildAsync(string name)
    {
        foreach (var file in new[] { "webpublisher", "libe_sqlite3.so", "openssl.cnf", "THIRD-PARTY-NOTICES" })
        {
            _directory.Write($"program/{file}", $"{file}\n");
        }

        var built = await ProgramRun.OfAsync(Repository.PathOf("deploy/package"), "--program", _directory.PathOf("program"), "--output", _directory.PathOf(name));
        return built.Successful().Output.Trim();
    }

    [GeneratedRegex(@"^(\S+) (\S+) +\d+ \S+ \S+ ")]
    private static partial Regex SizeAndTime();

    [GeneratedRegex(@"^#(?=\S|  \S|    \S|$)", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
