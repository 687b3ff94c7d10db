using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication.ExtendedProtection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Tests.Certificates.Peers;
using Authority = WebPublisher.Policy.Tests.Certificates.Peers.TestAuthority;
using ChannelBinding = WebPublisher.Policy.Certificates.ChannelBinding;

namespace WebPublisher.Policy.Tests.Certificates;

public sealed class ChannelBindingTests
{
    [Theory]
    [InlineData("SHA256", 32)]
    [InlineData("SHA384", 48)]
    [InlineData("SHA512", 64)]
    public async Task It_is_what_a_TLS_client_finds(string hash, int length)
    {
        using var certificate = SelfSigned(new HashAlgorithmName(hash), RSASignaturePadding.Pkcs1);

        var binding = ChannelBinding.EndPointHash(certificate)!;

        Assert.Equal(length, binding.Length);
        Assert.Equal(await SeenByAClientAsync(certificate), binding);
    }

    [Fact]
    public void A_signature_with_parameters_names_its_hash_there()
    {
        using var certificate = SelfSigned(HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        Assert.Equal(SHA384.HashData(certificate.RawData), ChannelBinding.EndPointHash(certificate));
    }

    [Fact]
    public void Weak_hashes_are_not_used()
    {
        using var root = Authority.Create("Old CA", TestKey.Rsa2048);
        using var certificate = root.Issue(new TestLeaf { Names = ["mail.example.test"], Hash = HashAlgorithmName.SHA1 });
        Assert.Equal(SHA256.HashData(certificate.RawData), ChannelBinding.EndPointHash(certificate));
    }

    private static X509Certificate2 SelfSigned(HashAlgorithmName hash, RSASignaturePadding padding)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=mail.example.test", key, hash, padding).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task<byte[]> SeenByAClientAsync(X509Certificate2 certificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var outer = new TcpClient();
        await outer.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var inner = await listener.AcceptTcpClientAsync();
        await using var server = new SslStream(inner.GetStream());
#pragma warning disable CA5359 // Trust is not the subject here.
        await using var client = new SslStream(outer.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, _) => true);
#pragma warning restore CA5359
        await Task.WhenAll(server.AuthenticateAsServerAsync(certificate), client.AuthenticateAsClientAsync("mail.example.test"));

        // "tls-server-end-point:" stands before the hash.
        using var binding = client.TransportContext.GetChannelBinding(ChannelBindingKind.Endpoint)!;
        var bytes = new byte[binding.Size];
        System.Runtime.InteropServices.Marshal.Copy(binding.DangerousGetHandle(), bytes, 0, bytes.Length);
        return bytes[(bytes.AsSpan().IndexOf("tls-server-end-point:"u8) + "tls-server-end-point:".Length)..];
    }
}
