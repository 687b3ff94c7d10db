using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Tests.Certificates;

public sealed class CertificateLoaderTests : IDisposable
{
    private const string Host = "mail.example.com";
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
    private static readonly SourceLocation Place = new("policy.yaml", 7, 3);

    private readonly TemporaryDirectory _files = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestAuthority _root = new();
    private readonly CertificateLoader _loader;
    private DiagnosticList _diagnostics = [];

    public CertificateLoaderTests() => _loader = new CertificateLoader(_time);

    public void Dispose() => _files.Dispose();

    public static TheoryData<string> KeyForms => ["rsa pkcs8", "rsa pkcs1", "rsa encrypted", "ec pkcs8", "ec sec1", "ec encrypted", "ec p384", "rsa p12", "ec p12"];

    [Theory]
    [MemberData(nameof(KeyForms))]
    public async Task A_browser_can_shake_hands_with_every_form_of_key(string form)
    {
        using AsymmetricAlgorithm key = form.StartsWith("rsa", StringComparison.Ordinal) ? RSA.Create(2048)
            : ECDsa.Create(form.EndsWith("p384", StringComparison.Ordinal) ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host);
        CertificateSource source;
        if (form.EndsWith("p12", StringComparison.Ordinal))
        {
            using var withKey = key is RSA rsa ? leaf.CopyWithPrivateKey(rsa) : leaf.CopyWithPrivateKey((ECDsa)key);
            using var root = X509CertificateLoader.LoadCertificate(_root.Certificate.RawData);
            var p12 = new X509Certificate2Collection { withKey, root }.Export(X509ContentType.Pkcs12, "s3cret")!;
            source = new CertificateSource("site", Place, null, null, _files.Write("site.p12", p12), Password("s3cret"));
        }
        else
        {
            var pem = form switch
            {
                "rsa pkcs1" => ((RSA)key).ExportRSAPrivateKeyPem(),
                "ec sec1" => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ((ECDsa)key).ExportECPrivateKeyPem(),
                _ when form.EndsWith("encrypted", StringComparison.Ordinal) => key.ExportEncryptedPkcs8PrivateKeyPem("s3cret", Pbe),
                _ => key.ExportPkcs8PrivateKeyPem(),
            };
            source = Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, pem) with
            {
                PasswordSource = form.EndsWith("encrypted", StringComparison.Ordinal) ? Password("s3cret") : null,
            };
        }

        var certificate = _loader.Load(source, _diagnostics);

        Assert.Empty(_diagnostics);
        Assert.NotNull(certificate);
        Assert.Equal(Host, Assert.Single(certificate.DnsNames));
        await Loopback.HandshakeAsync(certificate, Host, _root.Certificate);
    }

    [Fact]
    public async Task The_leaf_is_found_by_its_key_and_the_intermediates_are_sent_in_order()
    {
        var first = new TestAuthority("First", _root);
        var second = new TestAuthority("Second", first);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = second.Issue(key, names: Host);

        var certificate = _loader.Load(Pem(_root.Pem + first.Pem + leaf.ExportCertificatePem() + "\n" + second.Pem, key.ExportPkcs8PrivateKeyPem()), _diagnostics);

        Assert.Empty(_diagnostics);
        Assert.NotNull(certificate);
        Assert.Equal(leaf.Thumbprint, certificate.Leaf.Thumbprint);
        Assert.Equal(["CN=Second", "CN=First"], certificate.Chain.Select(c => c.Subject));
        Assert.Equal(["CN=Second", "CN=First"], certificate.Context.IntermediateCertificates.Select(c => c.Subject));
        await Loopback.HandshakeAsync(certificate, Host, _root.Certificate);
    }

    [Fact]
    public void A_key_may_stand_in_the_chain_file()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host);
        var path = _files.Write("both.pem", key.ExportPkcs8PrivateKeyPem() + "\n" + leaf.ExportCertificatePem() + "\n" + _root.Pem);

        Assert.NotNull(_loader.Load(new CertificateSource("site", Place, path), _diagnostics));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void A_missing_intermediate_and_a_certificate_of_another_chain_are_warnings()
    {
        var intermediate = new TestAuthority("Lost", _root);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = intermediate.Issue(key, names: Host);

        Assert.NotNull(_loader.Load(Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, key.ExportPkcs8PrivateKeyPem()), _diagnostics));

        Assert.False(_diagnostics.HasErrors);
        Assert.Equal(2, _diagnostics.Count);
        AssertReported("the chain is incomplete: \"CN=leaf\" was issued by \"CN=Lost\"");
        AssertReported("\"CN=Test root\" is not part of the chain");
    }

    [Fact]
    public async Task The_OCSP_response_is_fetched_in_the_background_and_nobody_waits_for_it()
    {
        using var responder = new TcpListener(IPAddress.Loopback, 0);
        responder.Start();
        _root.Information = new Uri($"http://{responder.LocalEndpoint}/");

        var certificate = _loader.Load(Good(), _diagnostics)!;
        using var request = await responder.AcceptTcpClientAsync();
        using var reader = new StreamReader(request.GetStream());
        Assert.StartsWith("GET /ocsp/", await reader.ReadLineAsync(), StringComparison.Ordinal);

        // It is never answered, and a client is served all the same.
        await Loopback.HandshakeAsync(certificate, Host, _root.Certificate);
    }

    [Fact]
    public void A_missing_issuer_is_not_downloaded()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        _root.Information = new Uri($"http://{server.LocalEndpoint}/");
        var source = Good();
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(source.ChainPath!);
        File.WriteAllText(source.ChainPath!, leaf.ExportCertificatePem());

        Assert.NotNull(_loader.Load(source, _diagnostics));

        AssertReported("the chain is incomplete");
        Assert.False(server.Pending());
    }

    [Theory]
    [InlineData(0x1a4, "open to everybody (mode 0644); run: chmod 600 ")]
    [InlineData(0x1b0, "for more than reading (mode 0660)")]
    [InlineData(0x182, "open to everybody (mode 0602)")]
    public void A_key_that_others_can_reach_is_refused(int mode, string expected)
    {
        var source = Good();
        File.SetUnixFileMode(source.KeyPath!, (UnixFileMode)mode);

        AssertRefused(source, expected);
    }

    [Fact]
    public void A_key_readable_by_a_group_of_the_process_is_accepted()
    {
        var source = Good();
        File.SetUnixFileMode(source.KeyPath!, (UnixFileMode)0x1a0);

        Assert.NotNull(_loader.Load(source, _diagnostics));
        Assert.Empty(_diagnostics);
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var source = Good();
        File.WriteAllText(source.KeyPath!, other.ExportPkcs8PrivateKeyPem());

        AssertRefused(source, "the private key does not belong to any certificate in ");
    }

    [Fact]
    public void A_wrong_password_is_refused_and_not_repeated()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host);
        var source = Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, key.ExportEncryptedPkcs8PrivateKeyPem("right", Pbe));

        AssertRefused(source, "is encrypted; name its password");
        AssertRefused(source with { PasswordSource = Password("Wr0ng-one") }, "cannot be decrypted: the password is wrong");
        Assert.DoesNotContain(_diagnostics, d => d.Message.Contains("Wr0ng-one", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_password_of_a_PKCS12_file_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host).CopyWithPrivateKey(key);
        var source = new CertificateSource("site", Place, null, null, _files.Write("site.p12", leaf.Export(X509ContentType.Pkcs12, "right")));

        AssertRefused(source, "cannot be opened without a password");
        AssertRefused(source with { PasswordSource = Password("wrong") }, "cannot be opened: the password is wrong");
        AssertRefused(source with { Pkcs12Path = _files.Write("garbage.p12", "garbage") }, "or it is not PKCS#12");
    }

    [Fact]
    public void A_PKCS12_file_without_a_key_is_refused()
    {
        var p12 = new X509Certificate2Collection { X509CertificateLoader.LoadCertificate(_root.Certificate.RawData) }.Export(X509ContentType.Pkcs12, "")!;

        AssertRefused(new CertificateSource("site", Place, null, null, _files.Write("site.p12", p12)), "holds 0 certificates with a private key");
    }

    [Fact]
    public void Dates_are_judged_by_the_given_clock_on_every_load()
    {
        var source = Good();
        Assert.NotNull(_loader.Load(source, _diagnostics));

        _time.Advance(TestAuthority.End - _time.GetUtcNow() - TimeSpan.FromDays(13.5));
        Assert.NotNull(_loader.Load(source, _diagnostics));
        AssertReported("expires in 13 days, on 2027-01-01T00:00:00Z; renew it");

        _time.Advance(TimeSpan.FromDays(15));
        AssertRefused(source, "expired 1 day ago, on 2027-01-01T00:00:00Z");
    }

    [Fact]
    public void A_certificate_of_the_future_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, begin: _time.GetUtcNow().AddDays(1), names: Host);

        AssertRefused(Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, key.ExportPkcs8PrivateKeyPem()), "is not valid before 2026-11-22T10:00:00Z");
    }

    [Fact]
    public void A_certificate_without_names_is_a_warning_and_covers_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key);

        var certificate = _loader.Load(Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, key.ExportPkcs8PrivateKeyPem()), _diagnostics);

        AssertReported("covers no host; clients do not look at the common name");
        Assert.False(certificate!.Covers("leaf"));
    }

    [Fact]
    public void A_short_RSA_key_and_a_broken_hash_are_refused()
    {
        using var rsa = RSA.Create(1024);
        using var weak = _root.Issue(rsa, names: Host);
        AssertRefused(Pem(weak.ExportCertificatePem() + "\n" + _root.Pem, rsa.ExportPkcs8PrivateKeyPem()), "has an RSA key of 1024 bits; at least 2048");

        using var strong = RSA.Create(2048);
        var request = new CertificateRequest("CN=old", strong, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var old = request.Create(request.SubjectName, new Sha1SignatureGenerator(strong), TestAuthority.Begin, TestAuthority.End, [1]);
        AssertRefused(Pem(old.ExportCertificatePem(), strong.ExportPkcs8PrivateKeyPem()), "is signed with sha1RSA, which is broken");
    }

    [Theory]
    [InlineData("", "holds no PEM private key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "is damaged, or it is neither an RSA nor an ECDSA key")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", "openssl pkcs8 -topk8")]
    public void A_file_that_is_no_key_is_refused(string text, string expected)
    {
        var source = Good();
        File.WriteAllText(source.KeyPath!, text);

        AssertRefused(source, expected);
    }

    [Fact]
    public void Two_keys_in_a_file_are_refused()
    {
        var source = Good();
        File.AppendAllText(source.KeyPath!, "\n" + File.ReadAllText(source.KeyPath!));

        AssertRefused(source, "holds more than one private key");
    }

    [Theory]
    [InlineData("", "holds no PEM certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate number 1 in ")]
    public void A_file_that_is_no_chain_is_refused(string text, string expected)
    {
        var source = Good();
        File.WriteAllText(source.ChainPath!, text);

        AssertRefused(source, expected);
    }

    [Fact]
    public void Chain_and_key_problems_are_reported_together()
    {
        Assert.Null(_loader.Load(new CertificateSource("site", Place, _files["no.pem"], _files["no.key"]), _diagnostics));

        Assert.Equal(
            [$"policy.yaml:7:3: certificate site: the chain {_files["no.pem"]} does not exist", $"policy.yaml:7:3: certificate site: the private key {_files["no.key"]} does not exist"],
            _diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void A_source_that_names_both_forms_is_refused() => AssertRefused(Good() with { Pkcs12Path = "/x.p12" }, "expected either chain and key, or pkcs12");

    [Fact]
    public void Unchanged_files_give_the_same_instance_and_a_moved_declaration_the_same_context()
    {
        var source = Good();
        var first = _loader.Load(source, _diagnostics)!;

        Assert.Same(first, _loader.Load(source, _diagnostics));

        var moved = _loader.Load(source with { Location = new SourceLocation("policy.yaml", 8, 3) }, _diagnostics)!;
        Assert.Equal(8, moved.Location.Line);
        Assert.Same(first.Context, moved.Context);
    }

    [Fact]
    public void A_declaration_that_moved_in_a_rejected_policy_does_not_lose_the_certificate_in_force()
    {
        var source = Good();
        var inForce = _loader.Load(source, _diagnostics)!;
        LoadMoved(source);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Same(inForce, _loader.Load(source, _diagnostics));
        Assert.Same(inForce.Context, _loader.Load(source with { Location = new SourceLocation("policy.yaml", 9, 3) }, _diagnostics)!.Context);
    }

    [Fact]
    public void Warnings_are_repeated_for_an_unchanged_certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host);
        var source = Pem(leaf.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var first = _loader.Load(source, _diagnostics);
        Assert.Single(_diagnostics);

        _diagnostics = [];
        Assert.Same(first, _loader.Load(source, _diagnostics));
        Assert.Single(_diagnostics);
    }

    [Fact]
    public void Renewed_files_give_another_instance_and_going_back_gives_the_one_in_force()
    {
        var source = Good();
        string chain = File.ReadAllText(source.ChainPath!), key = File.ReadAllText(source.KeyPath!);
        var inForce = _loader.Load(source, _diagnostics);
        Good();

        Assert.NotSame(inForce, _loader.Load(source, _diagnostics));

        File.WriteAllText(source.ChainPath!, chain);
        File.WriteAllText(source.KeyPath!, key);
        Assert.Same(inForce, _loader.Load(source, _diagnostics));
    }

    [Fact]
    public void A_hundred_renewals_leave_nothing_behind()
    {
        var replaced = Enumerable.Range(0, 100).Select(_ => LoadOnce()).ToList();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(replaced.Count(r => r.TryGetTarget(out _)), 0, 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<ServerCertificate> LoadOnce() => new(_loader.Load(Good(), _diagnostics)!);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LoadMoved(CertificateSource source) => Assert.NotNull(_loader.Load(source with { Location = new SourceLocation("policy.yaml", 8, 3) }, _diagnostics));

    private CertificateSource Good()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = _root.Issue(key, names: Host);
        return Pem(leaf.ExportCertificatePem() + "\n" + _root.Pem, key.ExportPkcs8PrivateKeyPem());
    }

    private CertificateSource Pem(string chain, string key) =>
        new("site", Place, _files.Write("site.pem", chain, 0x1a4), _files.Write("site.key", key));

    private SecretSource Password(string value) => SecretSource.FromFile(Place, _files.Write("password", value + "\n"));

    private void AssertReported(string expected) => Assert.Contains(_diagnostics, d => d.Message.Contains(expected, StringComparison.Ordinal) && d.Location == Place);

    private void AssertRefused(CertificateSource source, string expected)
    {
        Assert.Null(_loader.Load(source, _diagnostics));
        AssertReported(expected);
        Assert.True(_diagnostics.HasErrors);
    }
}
