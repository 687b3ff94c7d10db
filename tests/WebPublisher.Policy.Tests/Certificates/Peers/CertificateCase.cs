using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>The certificates a front end may come with, good and bad, and the reason each bad one is refused for.</summary>
public static class CertificateCase
{
    /// <summary>The name front ends are addressed by, two labels so that a wildcard over the last one would cover it.</summary>
    public const string ExpectedName = "owafe.test";

    public const string PublishedName = "mail.nwtraders.example";

    public static TestAuthority Root { get; } = TestAuthority.Create("Inner CA", TestKey.Rsa2048);

    public static TestAuthority OtherRoot { get; } = TestAuthority.Create("Other CA");

    public static FrontEndCertificatePolicy Policy { get; } = new() { Name = ExpectedName, TrustedRoots = [Public(Root.Certificate)] };

    /// <summary>Name of the case and the reason it is refused for, or null when it is accepted.</summary>
    public static TheoryData<string, PeerCertificateFailure?> All { get; } = new()
    {
        { "expired", PeerCertificateFailure.Expired },
        { "not yet valid", PeerCertificateFailure.NotYetValid },
        { "wrong name", PeerCertificateFailure.NameMismatch },
        { "other root", PeerCertificateFailure.UntrustedRoot },
        { "other root, sent along", PeerCertificateFailure.UntrustedRoot },
        { "self-signed", PeerCertificateFailure.SelfSigned },
        { "self-signed as openssl req makes it", PeerCertificateFailure.SelfSigned },
        { "client EKU", PeerCertificateFailure.MissingServerAuthentication },
        { "no EKU", PeerCertificateFailure.MissingServerAuthentication },
        { "CN only", PeerCertificateFailure.NoSubjectAlternativeName },
        { "CA as leaf", PeerCertificateFailure.CertificateAuthority },
        { "RSA-1024", PeerCertificateFailure.WeakKey },
        { "SHA-1", PeerCertificateFailure.WeakSignature },
        { "*.test wildcard", PeerCertificateFailure.WildcardTooBroad },
        { "public name only", PeerCertificateFailure.NameMismatch },
        { "good", null },
        { "other good", null },
    };

    public static X509Certificate2 Make(string name) => name switch
    {
        "expired" => Root.Issue(Good with { NotBefore = TimeSpan.FromDays(-30), NotAfter = TimeSpan.FromDays(-1) }),
        "not yet valid" => Root.Issue(Good with { NotBefore = TimeSpan.FromDays(1), NotAfter = TimeSpan.FromDays(30) }),
        "wrong name" => Root.Issue("owafe02.test"),
        "other root" or "other root, sent along" => OtherRoot.Issue(ExpectedName),
        "self-signed" => TestCertificates.SelfSigned(Good),
        "self-signed as openssl req makes it" => TestCertificates.SelfSigned(Good with { Names = [], CommonName = ExpectedName, IsAuthority = true, Usages = [] }),
        "client EKU" => Root.Issue(Good with { Usages = [TestLeaf.ClientAuthentication] }),
        "no EKU" => Root.Issue(Good with { Usages = [] }),
        "CN only" => Root.Issue(Good with { Names = [], CommonName = ExpectedName }),
        "CA as leaf" => Root.Issue(Good with { IsAuthority = true }),
        "RSA-1024" => Root.Issue(Good with { Key = TestKey.Rsa1024 }),
        "SHA-1" => Root.Issue(Good with { Key = TestKey.Rsa2048, Hash = HashAlgorithmName.SHA1 }),
        "*.test wildcard" => Root.Issue("*.test"),
        "public name only" => Root.Issue(PublishedName),
        "good" => Root.Issue(Good),
        "other good" => Root.Issue(Good with { Key = TestKey.Rsa2048, Names = ["10.0.0.5", "owafe01.nwtraders.test", "OWAFE.test"], CommonName = "another" }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>What the front end sends along with the leaf.</summary>
    public static X509Certificate2Collection SentAlong(string name) => name == "other root, sent along" ? [Public(OtherRoot.Certificate)] : [];

    /// <summary>A certificate without its private key.</summary>
    public static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static TestLeaf Good { get; } = new() { Names = [ExpectedName] };
}
