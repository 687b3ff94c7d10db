using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Documentation;

public sealed class ShippedPoliciesTests : IDisposable
{
    private readonly TemporaryDirectory _copy = new();

    public static TheoryData<string> Policies => [.. new[] { "rules", "deploy/examples" }
        .SelectMany(directory => Directory.GetFiles(Repository.PathOf(directory), "webpublisher.yaml", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path))];

    public void Dispose() => _copy.Dispose();

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task With_development_certificates_it_has_no_error_or_warning_and_its_tests_pass(string policy)
    {
        _copy.Copy(Repository.PathOf("rules"), "rules");
        _copy.Copy(Repository.PathOf("deploy/examples"), "deploy/examples");
        string[] directories = ["certs", "certs/demo", .. Directory.GetDirectories(_copy.PathOf("deploy/examples")).Select(d => Path.Combine(d, "certs"))];
        foreach (var directory in directories)
        {
            var made = await CommandRun.OfAsync("certificate", "dev", "mail.example.com", "mail.adventure-works.example", "--front-end", "webmail.corp.internal", "--out", _copy.PathOf(directory), "--force");
            Assert.Equal("", made.Error);
        }

        // What only an operator can know stands in files of its own.
        File.SetUnixFileMode(_copy.Write("deploy/examples/postfix-dovecot/secrets/smart-host", "secret\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(_copy.Write("deploy/examples/two-nodes/secrets/database", "secret\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var check = await CommandRun.OfAsync("check", "--policy", _copy.PathOf(policy));
        Assert.Equal(0, check.Code);
        Assert.Contains("0 errors, 0 warnings", check.Output, StringComparison.Ordinal);

        var test = await CommandRun.OfAsync("test", "--policy", _copy.PathOf(policy));
        Assert.DoesNotContain("FAIL", test.Output, StringComparison.Ordinal);
        Assert.Equal(0, test.Code);
    }
}
