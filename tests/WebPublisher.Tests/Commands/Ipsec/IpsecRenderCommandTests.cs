using System.Text;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Ipsec;

public sealed class IpsecRenderCommandTests : IDisposable
{
    private const string Key = "correct horse \"battery\" staple";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("ipsec-front", "kernel", "front")]
    [InlineData("ipsec-back", "kernel", "back")]
    [InlineData("ipsec-front-userspace", "userspace", "front")]
    [InlineData("ipsec-back-userspace", "userspace", "back")]
    public async Task Both_ends_are_rendered_as_agreed(string golden, string processing, string end)
    {
        var policy = IpsecPolicies.Write(_directory, processing, IpsecPolicies.Front);

        var run = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--for", end, "--out", _directory.PathOf("etc"));

        Assert.Equal("", run.Error);
        Compare(golden);
    }

    [Fact]
    public async Task Each_machine_gets_the_connections_that_it_is_an_end_of()
    {
        WriteKey();
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front + "\n" + IpsecPolicies.More);

        var run = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--out", _directory.PathOf("etc"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Compare("ipsec-own");
    }

    [Fact]
    public async Task Json_has_every_file_but_no_key()
    {
        WriteKey();
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front + "\n" + IpsecPolicies.More);

        var run = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--json");

        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Contains(json.RootElement.GetProperty("files").EnumerateArray(), file => file.TryGetProperty("content", out _));
        Assert.Contains(json.RootElement.GetProperty("files").EnumerateArray(), file => !file.TryGetProperty("content", out _));
        Assert.DoesNotContain("battery", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preshared_keys_and_private_keys_are_written_for_their_owner_alone()
    {
        WriteKey();
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front + "\n" + IpsecPolicies.More);

        await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--for", "front", "--connection", "mailbox", "--out", _directory.PathOf("other"));
        await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--out", _directory.PathOf("etc"));

        var secrets = File.ReadAllText(_directory.PathOf("other/swanctl/conf.d/webpublisher-secrets.conf"));
        Assert.Contains($"secret = 0s{Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))}\n", secrets, StringComparison.Ordinal);
        var owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(_directory.PathOf("other/swanctl/conf.d/webpublisher-secrets.conf")));
        Assert.Equal(owner, File.GetUnixFileMode(_directory.PathOf("etc/swanctl/private/webpublisher-owafe01.key")));
    }

    [Fact]
    public async Task Keys_are_never_printed()
    {
        WriteKey();
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front + "\n" + IpsecPolicies.More);

        var own = await CommandRun.OfAsync("ipsec", "render", "--policy", policy);
        var other = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--for", "back", "--connection", "mailbox");

        Assert.Contains("### /etc/swanctl/private/webpublisher-owafe01.key\n# Holds a key: written by --out, never printed.\n", own.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", own.Output, StringComparison.Ordinal);
        Assert.Contains("start_action = none", other.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret =", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_that_are_several_machines_are_not_rendered_as_one()
    {
        WriteKey();
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front + "\n" + IpsecPolicies.More);

        var several = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--for", "back");
        var unknown = await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--connection", "owa");

        Assert.Equal((2, "webpublisher: the back ends of owafe01, owafe02, mailbox are several machines; name those of one with --connection.\n"), (several.Code, several.Error));
        Assert.Equal((2, "webpublisher: there is no connection 'owa'; declared are owafe01, owafe02, mailbox.\n"), (unknown.Code, unknown.Error));
    }

    [Fact]
    public async Task A_policy_without_ipsec_renders_nothing()
    {
        var run = await CommandRun.OfAsync("ipsec", "render", "--policy", SitePolicy.Write(_directory, "policy.yaml"));

        Assert.Equal((2, "webpublisher: the policy declares no ipsec.\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task What_was_rendered_is_what_check_finds_until_somebody_changes_it()
    {
        var policy = IpsecPolicies.Write(_directory, "kernel", IpsecPolicies.Front);
        await CommandRun.OfAsync("ipsec", "render", "--policy", policy, "--out", _directory.PathOf("etc"));

        Assert.Contains($"ok     files: 7 files below {_directory.PathOf("etc")} as the policy renders them\n", await CheckAsync(policy), StringComparison.Ordinal);

        File.AppendAllText(_directory.PathOf("etc/swanctl/conf.d/webpublisher.conf"), "\n");
        File.Delete(_directory.PathOf("etc/strongswan.d/webpublisher.conf"));
        File.SetUnixFileMode(_directory.PathOf("etc/swanctl/private/webpublisher-owafe01.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        _directory.Write("etc/swanctl/x509/webpublisher-gone.pem", "");
        var said = await CheckAsync(policy);

        Assert.Contains("/swanctl/conf.d/webpublisher.conf differs from what the policy renders\n", said, StringComparison.Ordinal);
        Assert.Contains("/strongswan.d/webpublisher.conf does not exist\n", said, StringComparison.Ordinal);
        Assert.Contains("/swanctl/private/webpublisher-owafe01.key holds a key and is open to others than its owner\n", said, StringComparison.Ordinal);
        Assert.Contains("/swanctl/x509/webpublisher-gone.pem is left over from another policy; delete it\n", said, StringComparison.Ordinal);
    }

    private async Task<string> CheckAsync(string policy)
    {
        var run = await CommandRun.OfAsync("ipsec", "check", "--policy", policy, "--in", _directory.PathOf("etc"), "--uri", $"unix://{_directory.PathOf("nobody")}");

        Assert.Equal(1, run.Code);
        Assert.Contains("WRONG  strongswan: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("WRONG  connection owafe01: does not stand: IKE none, ESP none\n", run.Output, StringComparison.Ordinal);
        return run.Output;
    }

    private void WriteKey() => File.SetUnixFileMode(_directory.Write("psk", Key), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    // Certificates are new in each run; their files are named only.
    private void Compare(string golden)
    {
        var root = _directory.PathOf("etc");
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var isConfiguration = !path.EndsWith(".pem", StringComparison.Ordinal) && !path.EndsWith(".key", StringComparison.Ordinal);
            text.Append($"### {Path.GetRelativePath(root, path)}\n{(isConfiguration ? File.ReadAllText(path) + "\n" : "")}");
        }

        GoldenFile.Compare(Repository.PathOf($"tests/WebPublisher.Tests/Commands/Golden/{golden}.txt"), text.ToString());
    }
}
