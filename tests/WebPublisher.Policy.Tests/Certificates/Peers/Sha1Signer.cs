using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>Signs certificates with RSA and SHA-1, which the platform no longer does by itself.</summary>
public sealed class Sha1Signer(RSA key, RSASignaturePadding padding) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => padding == RSASignaturePadding.Pkcs1

        // SEQUENCE { sha1WithRSAEncryption, NULL }
        ? [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00]

        // SEQUENCE { RSASSA-PSS, SEQUENCE {} }: every parameter at its default, which is SHA-1
        : [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A, 0x30, 0x00];

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, padding);

    protected override PublicKey BuildPublicKey() => CreateForRSA(key, padding).PublicKey;
}
