namespace WebPublisher.Policy.Tests.Certificates.Peers;

/// <summary>Kinds of key a test certificate may have.</summary>
public enum TestKey
{
    EcdsaP256,
    Rsa2048,
    Rsa1024,
}
