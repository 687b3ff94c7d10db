using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Transport.Tests.Tls;

public sealed class TlsServerOptionsTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(TestKey.EcdsaP256)]
    [InlineData(TestKey.Rsa2048)]
    public void Openssl_does_the_handshakes_with_each_kind_of_key(TestKey key) => Assert.True(Options(null, new TestLeaf { Names = ["a.example"], Key = key }).IsForOpenSsl);

    [Fact]
    public void Where_one_certificate_has_an_ocsp_responder_handshakes_are_dotnets() => Assert.False(Options(
        null,
        new TestLeaf { Names = ["a.example"] },
        new TestLeaf { Names = ["b.example"], Ocsp = new Uri("http://ocsp.example/") }).IsForOpenSsl);

    [Fact]
    public void Where_clients_show_certificates_handshakes_are_dotnets() =>
        Assert.False(Options(new ClientCertificateRequest(new X509ChainPolicy(), static (_, _) => true), new TestLeaf { Names = ["a.example"] }).IsForOpenSsl);

    [Fact]
    public void A_certificate_keeps_its_context_across_reloads_and_has_another_for_another_policy()
    {
        var certificate = TestCertificates.ForListener("a", _authority.Issue("a.example"));
        TlsServerOptions With(TlsPolicy policy) => new("test", [certificate], policy, [SslApplicationProtocol.Http2], CipherSuiteChoice.ProcessDefault);

        var before = With(TlsPolicy.Default).First.Context.Value;

        Assert.NotNull(before);
        Assert.Same(before, With(TlsPolicy.Default).First.Context.Value);
        Assert.NotSame(before, With(new TlsPolicy(TlsVersion.Tls13, 128)).First.Context.Value);
        Assert.NotSame(before, With(new TlsPolicy(TlsVersion.Tls12, 256)).First.Context.Value);
    }

    private TlsServerOptions Options(ClientCertificateRequest? clients, params TestLeaf[] leaves) => new(
        "test",
        [.. leaves.Select(leaf => TestCertificates.ForListener(leaf.Names[0], _authority.Issue(leaf)))],
        TlsPolicy.Default,
        [SslApplicationProtocol.Http2],
        CipherSuiteChoice.ProcessDefault,
        clients);
}
