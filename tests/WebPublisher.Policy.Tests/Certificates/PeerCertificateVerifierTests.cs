using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Tests.Certificates.Peers;

namespace WebPublisher.Policy.Tests.Certificates;

public sealed class PeerCertificateVerifierTests
{
    [Theory]
    [MemberData(nameof(CertificateCase.All), MemberType = typeof(CertificateCase))]
    public void Each_bad_certificate_has_its_own_reason(string name, PeerCertificateFailure? expected)
    {
        using var leaf = CertificateCase.Make(name);
        Assert.Equal(expected, Verify(leaf, CertificateCase.Policy, CertificateCase.SentAlong(name))?.Failure);
    }

    [Fact]
    public void No_certificate_at_all_is_refused() => Assert.Equal(
        PeerCertificateFailure.NotPresented,
        PeerCertificateVerifier.Verify(null, [], CertificateCase.Policy, CertificateCase.ExpectedName, TimeProvider.System.GetUtcNow())?.Failure);

    [Fact]
    public void The_clock_is_the_one_given()
    {
        using var leaf = CertificateCase.Make("good");
        var later = TimeProvider.System.GetUtcNow().AddDays(2);
        var refusal = PeerCertificateVerifier.Verify(leaf, [], CertificateCase.Policy, CertificateCase.ExpectedName, later);
        Assert.Equal(PeerCertificateFailure.Expired, refusal?.Failure);

        using var expired = CertificateCase.Make("expired");
        Assert.Null(PeerCertificateVerifier.Verify(expired, [], CertificateCase.Policy, CertificateCase.ExpectedName, later.AddDays(-4)));
    }

    [Fact]
    public void A_chain_over_an_intermediate_that_was_sent_is_accepted()
    {
        using var intermediate = CertificateCase.Root.Subordinate("Issuing CA");
        using var leaf = intermediate.Issue(CertificateCase.ExpectedName);
        Assert.Null(Verify(leaf, CertificateCase.Policy, [CertificateCase.Public(intermediate.Certificate)]));
    }

    [Fact]
    public void A_forgotten_intermediate_is_told_from_a_foreign_root_by_where_the_leaf_says_its_issuer_is_found()
    {
        using var intermediate = CertificateCase.Root.Subordinate("Issuing CA");
        using var leaf = WithIssuerAddress(intermediate, "http://127.0.0.1:9/issuer.cer");
        var refusal = Verify(leaf, CertificateCase.Policy);
        Assert.Equal(PeerCertificateFailure.IncompleteChain, refusal?.Failure);
        Assert.Contains("CN=Issuing CA", refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weak_key_or_hash_is_refused_anywhere_below_the_root()
    {
        using var shortKey = CertificateCase.Root.Issue(new TestLeaf { CommonName = "Weak CA", Key = TestKey.Rsa1024, IsAuthority = true, Usages = [] });
        using var oldHash = CertificateCase.Root.Issue(new TestLeaf { CommonName = "Old CA", Key = TestKey.Rsa2048, Hash = HashAlgorithmName.SHA1, IsAuthority = true, Usages = [] });
        Assert.Equal(PeerCertificateFailure.WeakKey, VerifyBelow(shortKey)?.Failure);
        Assert.Equal(PeerCertificateFailure.WeakSignature, VerifyBelow(oldHash)?.Failure);
    }

    [Fact]
    public void A_root_signed_with_SHA1_is_trusted_because_the_operator_says_so()
    {
        using var key = RSA.Create(2048);
        var request = TestCertificates.Request(new TestLeaf { CommonName = "Old root", IsAuthority = true, Usages = [] }, key);
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.Create(request.SubjectName, new Sha1Signer(key, RSASignaturePadding.Pkcs1), now.AddDays(-9), now.AddDays(9), [1]);
        using var root = bare.CopyWithPrivateKey(key);
        using var leaf = IssuedBy(root);
        Assert.Null(Verify(leaf, CertificateCase.Policy with { TrustedRoots = [root] }));
    }

    [Fact]
    public void PSS_signatures_are_judged_by_the_hash_in_their_parameters()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=pss", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        using var sha1 = request.Create(request.SubjectName, new Sha1Signer(key, RSASignaturePadding.Pss), now, now.AddDays(1), [1]);
        using var sha256 = request.CreateSelfSigned(now, now.AddDays(1));
        Assert.NotNull(CertificateAlgorithms.WeakSignature(sha1));
        Assert.Null(CertificateAlgorithms.WeakSignature(sha256));
    }

    [Fact]
    public void A_self_signed_certificate_that_the_operator_trusts_is_accepted()
    {
        using var leaf = CertificateCase.Make("self-signed");
        Assert.Null(Verify(leaf, CertificateCase.Policy with { TrustedRoots = [CertificateCase.Public(leaf)] }));
    }

    [Fact]
    public void A_root_of_the_same_name_with_another_key_is_not_the_trusted_root()
    {
        using var impostor = Peers.TestAuthority.Create("Inner CA", TestKey.Rsa2048);
        using var leaf = impostor.Issue(CertificateCase.ExpectedName);
        Assert.Equal(PeerCertificateFailure.UntrustedRoot, Verify(leaf, CertificateCase.Policy)?.Failure);
        Assert.Equal(PeerCertificateFailure.UntrustedRoot, Verify(leaf, CertificateCase.Policy, [CertificateCase.Public(impostor.Certificate)])?.Failure);
    }

    [Fact]
    public void A_pinned_key_is_accepted_and_any_other_refused()
    {
        using var leaf = CertificateCase.Make("good");
        var pin = SHA256.HashData(leaf.PublicKey.ExportSubjectPublicKeyInfo()).ToImmutableArray();
        Assert.Null(Verify(leaf, CertificateCase.Policy with { Pins = [[.. new byte[32]], pin] }));
        var refusal = Verify(leaf, CertificateCase.Policy with { Pins = [[.. new byte[32]]] });
        Assert.Equal(PeerCertificateFailure.PinMismatch, refusal?.Failure);
        Assert.Contains(Convert.ToBase64String(pin.AsSpan()), refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.owafe.test", "*.owafe.test", null)]
    [InlineData("A.OWAFE.test.", "*.owafe.TEST", null)]
    [InlineData("a.b.owafe.test", "*.owafe.test", PeerCertificateFailure.NameMismatch)]
    [InlineData("owafe.test", "*.owafe.test", PeerCertificateFailure.NameMismatch)]
    [InlineData("owafe.test", "owafe.*", PeerCertificateFailure.NameMismatch)]
    [InlineData("owafe.test", "o*.test", PeerCertificateFailure.NameMismatch)]
    [InlineData("a.owafe.test", "*.test", PeerCertificateFailure.WildcardTooBroad)]
    [InlineData("10.0.0.5", "10.0.0.5", null)]
    [InlineData("10.0.0.5", "10.0.0.6", PeerCertificateFailure.NameMismatch)]
    [InlineData("::1", "::1", null)]
    public void Names_are_matched_by_RFC_9525(string expectedName, string certified, PeerCertificateFailure? expected)
    {
        using var leaf = CertificateCase.Root.Issue(certified);
        Assert.Equal(expected, PeerCertificateVerifier.Verify(leaf, [], CertificateCase.Policy, expectedName, TimeProvider.System.GetUtcNow())?.Failure);
    }

    private static PeerCertificateRefusal? Verify(X509Certificate2 leaf, FrontEndCertificatePolicy policy, X509Certificate2Collection? presented = null) =>
        PeerCertificateVerifier.Verify(leaf, presented ?? [], policy, CertificateCase.ExpectedName, TimeProvider.System.GetUtcNow());

    private static PeerCertificateRefusal? VerifyBelow(X509Certificate2 intermediate)
    {
        using var leaf = IssuedBy(intermediate);
        return Verify(leaf, CertificateCase.Policy, [CertificateCase.Public(intermediate)]);
    }

    private static X509Certificate2 IssuedBy(X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = TestCertificates.Request(new TestLeaf { Names = [CertificateCase.ExpectedName] }, key);
        var signer = X509SignatureGenerator.CreateForRSA(issuer.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.Create(issuer.SubjectName, signer, now.AddHours(-1), now.AddHours(1), [1, 2, 3]);
    }

    private static X509Certificate2 WithIssuerAddress(Peers.TestAuthority issuer, string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = TestCertificates.Request(new TestLeaf { Names = [CertificateCase.ExpectedName] }, key);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, [address]));
        var now = TimeProvider.System.GetUtcNow();
        return request.Create(issuer.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.Certificate.GetECDsaPrivateKey()!), now.AddHours(-1), now.AddHours(1), [1, 2, 3]);
    }
}
