using System.Security.Cryptography.X509Certificates;
using WebPublisher.Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Tests.Certificates;

public sealed class DevelopmentCertificatesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("webpublisher-").FullName;
    private readonly Clock _clock = new();
    private readonly DevelopmentCertificates _certificates;

    public DevelopmentCertificatesTests() => _certificates = new DevelopmentCertificates(_clock);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Both_sides_are_written_and_no_authority_key()
    {
        var set = Write();

        Assert.Equal(
            ["front-end.key", "front-end.pem", "inner-ca.pem", "public-ca.pem", "public.key", "public.pem"],
            Directory.GetFiles(_directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(new[] { set.Public.KeyPath, set.FrontEnd.KeyPath }, p => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(p)));
        Assert.True(set.Public.IsNew && set.FrontEnd.IsNew);
        Assert.Equal(["mail.example.com", "localhost", "127.0.0.1", "::1"], set.Public.Names.AsEnumerable());
    }

    [Fact]
    public void The_loader_accepts_them_without_a_warning()
    {
        var set = Write();

        foreach (var (side, host) in new[] { (set.Public, "mail.example.com"), (set.FrontEnd, "owafe01.inside.example") })
        {
            DiagnosticList diagnostics = [];
            var certificate = new CertificateLoader(_clock).Load(
                new CertificateSource("c", SourceLocation.BuiltIn, side.ChainPath, side.KeyPath), diagnostics);
            Assert.Empty(diagnostics);
            Assert.All([host, "localhost", "127.0.0.1", "::1"], n => Assert.True(certificate!.Covers(n)));
            Assert.Equal(side.Expires, certificate!.Expires);
        }
    }

    [Fact]
    public void Each_side_trusts_its_own_authority_only()
    {
        var set = Write();

        Assert.True(Trusts(set.Public.AuthorityPath, set.Public.ChainPath));
        Assert.True(Trusts(set.FrontEnd.AuthorityPath, set.FrontEnd.ChainPath));
        Assert.False(Trusts(set.Public.AuthorityPath, set.FrontEnd.ChainPath));
        Assert.False(Trusts(set.FrontEnd.AuthorityPath, set.Public.ChainPath));
    }

    [Fact]
    public void A_leaf_is_a_server_certificate_of_397_days_and_no_authority()
    {
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(Write().Public.ChainPath);

        Assert.Equal(TimeSpan.FromDays(397), leaf.NotAfter - leaf.NotBefore);
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal("1.3.6.1.5.5.7.3.1", leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Single().Value);
    }

    [Fact]
    public void What_still_serves_stays_and_force_renews_it()
    {
        var before = Content(Write());

        var again = Write();
        Assert.False(again.Public.IsNew || again.FrontEnd.IsNew);
        Assert.Equal(before, Content(again));

        Assert.True(Write(force: true).Public.IsNew);
        Assert.NotEqual(before, Content(again));
    }

    [Fact]
    public void Another_name_renews_only_the_side_that_lacks_it()
    {
        Write();

        var set = _certificates.Write(_directory, ["other.example.com"], ["owafe01.inside.example"], force: false);

        Assert.True(set.Public.IsNew);
        Assert.False(set.FrontEnd.IsNew);
    }

    [Fact]
    public void A_certificate_with_less_than_thirty_days_left_is_renewed()
    {
        Write();

        _clock.Now += TimeSpan.FromDays(366);
        Assert.False(Write().Public.IsNew);
        _clock.Now += TimeSpan.FromDays(1);
        Assert.True(Write().Public.IsNew);
    }

    [Theory]
    [InlineData("public.key")]
    [InlineData("public-ca.pem")]
    [InlineData("public.pem")]
    public void What_is_missing_is_made_again_except_beside_a_lonely_key(string missing)
    {
        Write();
        File.Delete(Path.Combine(_directory, missing));

        if (missing == "public.pem")
        {
            Assert.Contains("public.key has no certificate beside it", Assert.Throws<DevelopmentCertificateException>(() => Write(force: true)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.True(Write().Public.IsNew);
    }

    [Fact]
    public void An_exposed_key_is_renewed()
    {
        File.SetUnixFileMode(Write().Public.KeyPath, (UnixFileMode)0x1a4);

        var set = Write();

        Assert.True(set.Public.IsNew);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(set.Public.KeyPath));
    }

    [Fact]
    public void A_certificate_of_somebody_else_is_never_overwritten()
    {
        var path = Path.Combine(_directory, "front-end.pem");
        File.WriteAllText(path, "mine");

        var error = Assert.Throws<DevelopmentCertificateException>(() => Write(force: true));

        Assert.Contains("front-end.pem was not made by this command", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("MAIL.Example.com", "mail.example.com")]
    [InlineData("*.Example.com", "*.example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    public void Names_are_normalised(string given, string expected) =>
        Assert.Equal(expected, _certificates.Write(_directory, [given], [], force: false).Public.Names[0]);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("a b")]
    [InlineData("*.192.0.2.1")]
    [InlineData("https://mail.example.com/")]
    public void What_is_no_name_is_refused(string given) =>
        Assert.Contains($"'{given}'", Assert.Throws<DevelopmentCertificateException>(() => _certificates.Write(_directory, [given], [], force: false)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_directory_that_cannot_be_made_is_said()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");

        Assert.Contains("certificates cannot be written to", Assert.Throws<DevelopmentCertificateException>(() => _certificates.Write(file, [], [], force: false)).Message, StringComparison.Ordinal);
    }

    private DevelopmentCertificateSet Write(bool force = false) => _certificates.Write(_directory, ["mail.example.com"], ["owafe01.inside.example"], force);

    private static string Content(DevelopmentCertificateSet set) => File.ReadAllText(set.Public.ChainPath) + File.ReadAllText(set.Public.KeyPath);

    private bool Trusts(string authorityPath, string chainPath)
    {
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(chainPath);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(authorityPath));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _clock.Now.UtcDateTime;
        return chain.Build(leaf);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
