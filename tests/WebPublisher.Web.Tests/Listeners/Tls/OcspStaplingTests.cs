using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Tls;

public sealed class OcspStaplingTests
{
    private const byte CertificateStatus = 22;

    [Fact]
    public async Task A_handshake_carries_the_responders_word()
    {
        using var authority = TestAuthority.Create("Stapling CA");
        await using var responder = await ListenerRig.StartAsync(
            async http =>
            {
                var request = Convert.FromBase64String(Uri.UnescapeDataString(http.Request.Path.Value![1..]));
                http.Response.ContentType = "application/ocsp-response";
                await http.Response.Body.WriteAsync(OcspResponder.Answer(request, authority.Certificate));
            },
            TestPolicy.Listener("ocsp", ListenerProtocol.Http, "127.0.0.1:0"));
        var leaf = authority.Issue(new TestLeaf { Names = ["stapled.example"], Ocsp = new Uri($"http://{responder.EndPoint("ocsp")}/") });
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Listener(leaf, authority.Certificate));

        // The response is fetched in the background: handshakes do not wait for it.
        var stapled = false;
        for (var attempt = 0; attempt < 2000 && !stapled; attempt++)
        {
            await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), $"a{attempt}.example", SslProtocols.Tls12);
            stapled = HandshakeMessages(client.Wire.Received).Contains(CertificateStatus);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Assert.True(stapled);
    }

    private static ListenerPolicy Listener(X509Certificate2 leaf, X509Certificate2 authority) => TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates =
        [
            new ServerCertificate
            {
                Name = "stapled",
                Location = SourceLocation.BuiltIn,
                Leaf = leaf,
                Chain = [authority],
                Context = SslStreamCertificateContext.Create(leaf, [authority], offline: false),
                DnsNames = ["stapled.example"],
                Addresses = [],
            },
        ],
    };

    /// <summary>Types of the server's handshake messages that are in clear in TLS 1.2.</summary>
    private static List<byte> HandshakeMessages(byte[] wire)
    {
        var types = new List<byte>();
        for (var at = 0; at + 5 <= wire.Length && wire[at] == 22;)
        {
            var end = at + 5 + ((wire[at + 3] << 8) | wire[at + 4]);
            for (var message = at + 5; message + 4 <= end; message += 4 + ((wire[message + 1] << 16) | (wire[message + 2] << 8) | wire[message + 3]))
            {
                types.Add(wire[message]);
            }

            at = end;
        }

        return types;
    }
}
