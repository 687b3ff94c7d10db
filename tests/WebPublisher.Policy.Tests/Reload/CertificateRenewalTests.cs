using System.Security.Cryptography;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Reload;
using WebPublisher.Policy.Tests.Certificates;

namespace WebPublisher.Policy.Tests.Reload;

/// <summary>Certificates that are renewed as certbot does it, under a policy that does not change.</summary>
public sealed class CertificateRenewalTests : IDisposable
{
    private const string Policy = """
        version: 1
        certificates:
          mail: { chain: live/mail.pem, key: live/mail.key }
          shop: { chain: live/shop.pem, key: live/shop.key }
        listeners:
          - { name: external-https, address: 127.0.0.1:443, protocol: https, certificates: [mail, shop] }
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TemporaryDirectory _files = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly TestAuthority _root = new();

    public CertificateRenewalTests()
    {
        Directory.CreateDirectory(_files["live"]);
        _files.Write("policy.yaml", Policy);
        Renew("mail", 1);
        Renew("shop", 1);
    }

    public void Dispose()
    {
        _log.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task A_renewed_certificate_is_presented_and_the_other_one_keeps_its_context()
    {
        await using var live = await LivePolicy.StartAsync(_files["policy.yaml"], new PolicyLoader(_time), _time, _log);
        var (mail, shop) = Certificates(live);

        var renewed = Renew("mail", 2);
        await _time.AdvanceUntilAsync(_log.Logged(1001), Second);

        var (newMail, newShop) = Certificates(live);
        Assert.NotSame(mail, newMail);
        Assert.Equal(renewed, newMail.Leaf.Thumbprint);
        Assert.Same(shop, newShop);
        await Loopback.HandshakeAsync(newMail, "mail.example.com", _root.Certificate);
        await Loopback.HandshakeAsync(mail, "mail.example.com", _root.Certificate); // sessions that began before go on
    }

    [Fact]
    public async Task A_key_that_does_not_follow_its_chain_keeps_the_old_certificate_until_it_does()
    {
        await using var live = await LivePolicy.StartAsync(_files["policy.yaml"], new PolicyLoader(_time), _time, _log);
        var (mail, _) = Certificates(live);
        var oldKey = File.ResolveLinkTarget(_files["live/mail.key"], returnFinalTarget: false)!.FullName;

        Renew("mail", 2);
        Link("mail.key", oldKey);
        await _time.AdvanceUntilAsync(_log.Logged(1003), Second);
        Assert.Same(mail, Certificates(live).Mail);
        Assert.Contains(_log.Lines, l => l.Text.Contains("Were chain and key renewed together?", StringComparison.Ordinal));

        Link("mail.key", "../archive/mail2.key");
        await _time.AdvanceUntilAsync(_log.Logged(1001), Second);
        Assert.NotSame(mail, Certificates(live).Mail);
    }

    [Fact]
    public async Task Correcting_the_permissions_of_a_key_is_a_change()
    {
        await using var live = await LivePolicy.StartAsync(_files["policy.yaml"], new PolicyLoader(_time), _time, _log);
        Renew("mail", 2, keyMode: 0x1a4);
        await _time.AdvanceUntilAsync(_log.Logged(1003), Second);
        Assert.Contains(_log.Lines, l => l.Text.EndsWith($"run: chmod 600 {_files["live/mail.key"]}", StringComparison.Ordinal));

        File.SetUnixFileMode(_files["archive/mail2.key"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await _time.AdvanceUntilAsync(_log.Logged(1001), Second);
    }

    private static (ServerCertificate Mail, ServerCertificate Shop) Certificates(LivePolicy live)
    {
        var certificates = live.Snapshot.Current.Web.Listeners[0].Certificates;
        return (certificates[0], certificates[1]);
    }

    /// <summary>Writes a new certificate beside the old one and moves the links; returns its thumbprint.</summary>
    private string Renew(string name, int number, int keyMode = 0x180)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: $"{name}.example.com");
        _files.Write($"archive/{name}{number}.pem", leaf.ExportCertificatePem() + "\n" + _root.Pem, 0x1a4);
        _files.Write($"archive/{name}{number}.key", key.ExportPkcs8PrivateKeyPem(), keyMode);
        Link($"{name}.pem", $"../archive/{name}{number}.pem");
        Link($"{name}.key", $"../archive/{name}{number}.key");
        return leaf.Thumbprint;
    }

    private void Link(string name, string target)
    {
        var path = _files[Path.Combine("live", name)];
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }
}
