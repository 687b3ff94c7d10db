using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Tests.Certificates;

/// <summary>Signs with SHA-1, which the runtime's own generator rightly refuses.</summary>
public sealed class Sha1SignatureGenerator(RSA key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300d06092a864886f70d0101050500");

#pragma warning disable CA5350 // The weakness is what the test is about.
    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350

    protected override PublicKey BuildPublicKey() => new(key);
}
