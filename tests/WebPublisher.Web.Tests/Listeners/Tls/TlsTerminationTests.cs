using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Tls;

public sealed class TlsTerminationTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_request_is_answered_over_each_version_of_tls(SslProtocols version)
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: version);

        Assert.EndsWith("https\r\n0\r\n\r\n", await client.GetAsync(), StringComparison.Ordinal);
        Assert.Equal(version, client.Tls.SslProtocol);
    }

    [Theory]
    [InlineData(0x0301)]
    [InlineData(0x0302)]
    public async Task Versions_before_tls_1_2_are_refused_by_a_protocol_version_alert(int version)
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));

        var answer = await SendRawAsync(rig.EndPoint("https"), ClientHelloBytes.Records(ClientHelloBytes.Message("localhost", (ushort)version)));

        Assert.Equal(21, answer[0]);
        Assert.Equal([2, 70], answer[5..7]);
    }

    [Fact]
    public async Task A_listener_that_asks_for_tls_1_3_refuses_1_2()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(new TlsPolicy(TlsVersion.Tls13, 128), "localhost"));

        await Assert.ThrowsAnyAsync<AuthenticationException>(() => TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: SslProtocols.Tls12));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"));
        Assert.Equal(SslProtocols.Tls13, client.Tls.SslProtocol);
    }

    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(TlsCipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)]
    public async Task Suites_without_aead_or_forward_secrecy_are_refused(TlsCipherSuite suite)
    {
        var leaf = _authority.Issue(new TestLeaf { Names = ["localhost"], Key = TestKey.Rsa2048 });
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, TestCertificates.ForListener("c", leaf)));

        await Assert.ThrowsAnyAsync<AuthenticationException>(() =>
            TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: SslProtocols.Tls12, suites: new CipherSuitesPolicy([suite])));
    }

    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, SslProtocols.Tls12)]
    [InlineData(TlsCipherSuite.TLS_AES_128_GCM_SHA256, SslProtocols.Tls13)]
    public async Task A_listener_of_256_bits_refuses_shorter_keys(TlsCipherSuite suite, SslProtocols version)
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(new TlsPolicy(TlsVersion.Tls12, 256), "localhost"));

        await Assert.ThrowsAnyAsync<AuthenticationException>(() =>
            TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: version, suites: new CipherSuitesPolicy([suite])));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: version);
        Assert.EndsWith("https\r\n0\r\n\r\n", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_that_can_do_both_agrees_on_256_bits(SslProtocols version)
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));
        var preferring128 = new CipherSuitesPolicy(
        [
            TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        ]);

        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: version, suites: preferring128);

        Assert.Equal(256, CipherStrength.KeyBits(client.Tls.NegotiatedCipherSuite));
    }

    [Theory]
    [InlineData("mail.nwtraders.example", "mail")]
    [InlineData("MAIL.nwtraders.example", "mail")]
    [InlineData("www.shop.example", "wild")]
    [InlineData("a.www.shop.example", "first")]
    [InlineData("exact.shop.example", "exact")]
    [InlineData("unknown.example", "first")]
    [InlineData(null, "first")]
    public async Task The_certificate_follows_the_sni(string? serverName, string expected)
    {
        ServerCertificate Named(string commonName, string dns) => TestCertificates.ForListener(commonName, _authority.Issue(new TestLeaf { CommonName = commonName, Names = [dns] }));
        await using var rig = await ListenerRig.StartAsync(
            ListenerRig.SayListener,
            Https(TlsPolicy.Default, Named("first", "first.example"), Named("mail", "mail.nwtraders.example"), Named("wild", "*.shop.example"), Named("exact", "exact.shop.example")));

        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), serverName ?? "");

        Assert.Equal($"CN={expected}", client.Presented.Subject);
    }

    [Fact]
    public async Task Http_2_is_agreed_by_alpn_and_http_1_1_without_it()
    {
        await using var rig = await ListenerRig.StartAsync(http => http.Response.WriteAsync(http.Request.Protocol), Https(TlsPolicy.Default, "localhost"));
        using var client = HttpClientFor();

        foreach (var version in new[] { HttpVersion.Version20, HttpVersion.Version11 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{rig.EndPoint("https")}/") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            using var response = await client.SendAsync(request);
            Assert.Equal(version, response.Version);
            Assert.Equal(version == HttpVersion.Version20 ? "HTTP/2" : "HTTP/1.1", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_second_connection_resumes_the_session_of_the_first(SslProtocols version)
    {
        // Names of its own: the client's session cache is one for the process.
        var name = $"resume-{version}.example".ToLowerInvariant();
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, name));

        async Task<int> HandshakeBytesAsync()
        {
            await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), name, version);
            var handshake = client.Wire.Received.Length;

            // In TLS 1.3 the ticket comes behind the handshake, with the first bytes that are read.
            await client.GetAsync();
            return handshake;
        }

        var full = await HandshakeBytesAsync();
        var resumed = await HandshakeBytesAsync();

        Assert.True(resumed < full / 2, $"the second handshake took {resumed} bytes, the first {full}: it carried the certificate again");
    }

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_session_is_resumed_where_its_certificate_is_presented_and_nowhere_else(string version)
    {
        ServerCertificate For(string name) => TestCertificates.ForListener(name, _authority.Issue(name));
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, For("one.example"), For("two.example")));
        var session = Path.GetTempFileName();
        try
        {
            Task<string> AskAsync(string arguments) =>
                OpenSsl.ClientAsync(rig.EndPoint("https"), $"{version} {arguments}", "GET / HTTP/1.1\r\nHost: one.example\r\nConnection: close\r\n\r\n");

            Assert.Contains("New, TLSv1", await AskAsync($"-servername one.example -sess_out {session}"), StringComparison.Ordinal);
            Assert.Contains("Reused, TLSv1", await AskAsync($"-servername one.example -sess_in {session}"), StringComparison.Ordinal);

            var elsewhere = await AskAsync($"-servername two.example -sess_in {session}");
            Assert.Contains("New, TLSv1", elsewhere, StringComparison.Ordinal);
            Assert.Matches(@"subject=.*CN ?= ?two\.example", elsewhere);
        }
        finally
        {
            File.Delete(session);
        }
    }

    [Fact]
    public async Task A_response_is_sent_in_records_of_16_kib()
    {
        var body = new byte[100 * 1024];
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                http.Response.ContentLength = body.Length;
                await http.Response.Body.WriteAsync(body);
            },
            Https(TlsPolicy.Default, "localhost"));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: SslProtocols.Tls12);

        await client.GetAsync();

        Assert.True(client.Wire.ApplicationRecords.Count <= 8, $"records of {string.Join(", ", client.Wire.ApplicationRecords)} bytes");
        Assert.Contains(client.Wire.ApplicationRecords, length => length > 16 * 1024);
    }

    [Fact]
    public async Task The_end_of_a_connection_is_announced_by_close_notify()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("https"), protocols: SslProtocols.Tls12);

        await client.GetAsync();

        // In TLS 1.2 the type of an alert record is visible: the last record is one.
        var bytes = client.Wire.Received;
        var last = 0;
        for (var at = 0; at < bytes.Length; at += 5 + ((bytes[at + 3] << 8) | bytes[at + 4]))
        {
            last = at;
        }

        Assert.Equal(21, bytes[last]);
    }

    [Fact]
    public async Task Plain_http_on_a_tls_port_closes_the_connection()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));

        var answer = await SendRawAsync(rig.EndPoint("https"), Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));

        Assert.DoesNotContain("HTTP/", Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renegotiation_is_refused()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));

        var output = await OpenSsl.ClientAsync(rig.EndPoint("https"), "-tls1_2", "R\n");

        Assert.Contains("RENEGOTIATING", output, StringComparison.Ordinal);
        Assert.Contains("unexpected eof", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finite_field_groups_are_refused()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https(TlsPolicy.Default, "localhost"));

        Assert.Contains("handshake failure", await OpenSsl.ClientAsync(rig.EndPoint("https"), "-tls1_3 -groups ffdhe2048", ""), StringComparison.Ordinal);
        Assert.Contains("TLS_AES_256_GCM_SHA384", await OpenSsl.ClientAsync(rig.EndPoint("https"), "-tls1_3 -groups X25519", "Q\n"), StringComparison.Ordinal);
    }

    internal static HttpClient HttpClientFor() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
#pragma warning disable CA5359 // Trust is not the subject of these tests.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        },
    });

    private static async Task<byte[]> SendRawAsync(IPEndPoint endPoint, byte[] bytes)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        await socket.SendAsync(bytes);
        await using var stream = new NetworkStream(socket);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private ListenerPolicy Https(TlsPolicy tls, string name) => Https(tls, TestCertificates.ForListener("c", _authority.Issue(name)));

    private static ListenerPolicy Https(TlsPolicy tls, params ServerCertificate[] certificates) =>
        TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with { Tls = tls, Certificates = [.. certificates] };
}
