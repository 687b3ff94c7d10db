using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Listeners.Tls;

public sealed class HandshakeFailureTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task An_old_version_is_counted_as_such() =>
        Assert.Equal("version", await ReasonAsync("version", endPoint => SendAsync(endPoint, ClientHelloBytes.Records(ClientHelloBytes.Message("a.example", 0x0301)))));

    [Fact]
    public async Task A_suite_nobody_shares_is_counted_as_such() =>
        Assert.Equal("cipher", await ReasonAsync("cipher", endPoint => SendAsync(endPoint, ClientHelloBytes.Records(ClientHelloBytes.Message("a.example", suites: [0xC027])))));

    [Fact]
    public async Task Bytes_that_are_not_tls_are_counted_as_such() =>
        Assert.Equal("not_tls", await ReasonAsync("garbage", endPoint => SendAsync(endPoint, Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"))));

    [Fact]
    public async Task A_client_that_leaves_is_counted_as_such() =>
        Assert.Equal("closed", await ReasonAsync("closed", endPoint => SendAsync(endPoint, [22, 3, 1])));

    [Fact]
    public async Task A_client_that_refuses_the_certificate_is_counted_as_such() => Assert.Equal(
        "refused_by_client",
        await ReasonAsync("refused", async endPoint =>
        {
            // openssl sends the alert that says why; .NET's client merely closes.
            await OpenSsl.ClientAsync(endPoint, "-tls1_2 -verify_return_error -no-CApath -no-CAfile -no-CAstore", "");
        }));

    [Theory]
    [InlineData("silent", false, false)]
    [InlineData("silent-in-hello", false, true)]
    [InlineData("silent-before-tunnel", true, false)]
    [InlineData("silent-in-hello-before-tunnel", true, true)]
    public async Task A_client_that_says_nothing_is_cut_off_after_ten_seconds(string name, bool tunnels, bool halfAHello)
    {
        // The time to a first request would be over soon after, on a clock as hasty as this.
        var listener = Listener(name) with { Quotas = new ListenerQuotas { FirstRequest = TimeSpan.FromMinutes(10) } };
        var rule = TestPolicy.Rule("tunnel", TestPolicy.Publish(bridging: BridgingMode.Tunnel));
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, ListenerRig.Policy([listener], tunnels ? [rule] : []), new HastyTime());
        using var failures = new CountedMeasurements("webpublisher.tls.handshake.failures", name);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(rig.EndPoint(name));
        if (halfAHello)
        {
            await client.SendAsync(ClientHelloBytes.Records(ClientHelloBytes.Message("a.example"))[..30]);
        }

        Assert.Equal("timeout", (await failures.NextAsync())["reason"]);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    }

    private static async Task SendAsync(IPEndPoint endPoint, byte[] bytes)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        await socket.SendAsync(bytes);
        socket.Shutdown(SocketShutdown.Send);
        while (await socket.ReceiveAsync(new byte[1024]) > 0)
        {
        }
    }

    private async Task<object?> ReasonAsync(string name, Func<IPEndPoint, Task> client)
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Listener(name));
        using var failures = new CountedMeasurements("webpublisher.tls.handshake.failures", name);
        await client(rig.EndPoint(name));
        return (await failures.NextAsync())["reason"];
    }

    private ListenerPolicy Listener(string name) => TestPolicy.Listener(name, ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates = [TestCertificates.ForListener("c", _authority.Issue("localhost"))],
    };
}
