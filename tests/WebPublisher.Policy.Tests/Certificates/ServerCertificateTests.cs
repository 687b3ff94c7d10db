using System.Security.Cryptography;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Tests.Certificates;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly ServerCertificate _certificate;

    public ServerCertificateTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new TestAuthority();
        using var leaf = root.Issue(key, names: ["Mail.Example.com", "*.example.org", "f*.example.net", "192.0.2.1", "2001:db8::1"]);
        var path = _files.Write("site.pem", leaf.ExportCertificatePem() + "\n" + root.Pem + key.ExportPkcs8PrivateKeyPem());
        _certificate = new CertificateLoader(new ManualTimeProvider()).Load(new CertificateSource("site", SourceLocation.BuiltIn, path), [])!;
    }

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("mail.example.com", true)]
    [InlineData("MAIL.EXAMPLE.COM", true)]
    [InlineData("example.com", false)]
    [InlineData("mail.example.com.evil.test", false)]
    [InlineData("owa.example.org", true)]
    [InlineData("a.b.example.org", false)]
    [InlineData("example.org", false)]
    [InlineData(".example.org", false)]
    [InlineData("foo.example.net", false)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("2001:DB8:0::1", true)]
    [InlineData("leaf", false)]
    [InlineData("", false)]
    public void A_host_is_covered_by_a_name_a_wildcard_one_label_deep_or_an_address(string host, bool expected) => Assert.Equal(expected, _certificate.Covers(host));

    [Theory]
    [InlineData("mail.example.com", true)]
    [InlineData("owa.example.org", true)]
    [InlineData("*.example.org", true)]
    [InlineData("*.example.com", false)]
    [InlineData("*.a.example.org", false)]
    [InlineData("192.0.2.1", true)]
    public void A_pattern_is_covered_by_the_same_wildcard(string pattern, bool expected) => Assert.Equal(expected, _certificate.Covers(new HostPattern(pattern)));
}
