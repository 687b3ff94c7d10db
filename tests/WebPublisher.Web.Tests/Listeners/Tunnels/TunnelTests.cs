using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Listeners.Tunnels;

public sealed class TunnelTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _edge = TestAuthority.Create("Edge CA");
    private readonly TestAuthority _inner = TestAuthority.Create("Inner CA");

    public void Dispose()
    {
        _edge.Dispose();
        _inner.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_client_meets_the_front_ends_own_certificate(SslProtocols version)
    {
        await using var inner = await InnerAsync();
        await using var rig = await EdgeAsync(inner.EndPoint("inner"));
        string answer;
        await using (var client = await TlsClient.ConnectAsync(rig.EndPoint("edge"), "vpn.tunnel.example", version))
        {
            Assert.Equal("CN=Inner CA", client.Presented.Issuer);
            answer = await client.GetAsync();
        }

        Assert.Contains("inner", answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal(PublishingDecision.Tunnelled, record.Decision);
        Assert.Equal("vpn.tunnel.example", record.Host);
        Assert.Equal("tunnel", record.Rule);
        Assert.Equal(inner.EndPoint("inner").ToString(), record.FrontEnd);
        Assert.True(record.RequestBytes > 200 && record.ResponseBytes > answer.Length, $"{record.RequestBytes} bytes in, {record.ResponseBytes} out");
    }

    [Fact]
    public async Task Another_name_on_the_same_listener_is_decrypted_here()
    {
        await using var inner = await InnerAsync();
        await using var rig = await EdgeAsync(inner.EndPoint("inner"));

        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("edge"), "mail.example");

        Assert.Equal("CN=Edge CA", client.Presented.Issuer);
        Assert.Contains("edge", await client.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_hello_in_many_records_and_segments_is_tunnelled_whole()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        // The clock stands still: so many pieces may take longer here than a handshake may.
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint, new ManualTimeProvider());
        var hello = ClientHelloBytes.Records(ClientHelloBytes.Message("vpn.tunnel.example", padding: 100), 10);
        using var client = await ConnectAsync(rig.EndPoint("edge"));

        foreach (var part in hello.Chunk(3))
        {
            await client.SendAsync(part);
        }

        using var relayed = await server.AcceptSocketAsync().WaitAsync(s_patience);
        Assert.Equal(hello, await ReadAsync(relayed, hello.Length));
    }

    [Fact]
    public async Task The_end_of_either_direction_is_passed_on_alone()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint);
        var hello = ClientHelloBytes.Records(ClientHelloBytes.Message("vpn.tunnel.example"));
        using var client = await ConnectAsync(rig.EndPoint("edge"));
        await client.SendAsync(hello);
        using var relayed = await server.AcceptSocketAsync().WaitAsync(s_patience);
        await ReadAsync(relayed, hello.Length);

        relayed.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        await client.SendAsync("still here"u8.ToArray());
        Assert.Equal("still here"u8.ToArray(), await ReadAsync(relayed, 10));
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await relayed.ReceiveAsync(new byte[1]));

        Assert.Equal(hello.Length + 10, (await rig.Records.NextAsync()).RequestBytes);
    }

    [Fact]
    public async Task The_next_server_is_tried_when_one_cannot_be_reached()
    {
        await using var inner = await InnerAsync();
        var farm = TestPolicy.NewFarm($"127.0.0.1:{LoopbackPort.Free()}", inner.EndPoint("inner").ToString()) with { Balancing = Balancing.RoundRobin };
        await using var rig = await EdgeAsync(farm);

        for (var i = 0; i < 2; i++)
        {
            await using var client = await TlsClient.ConnectAsync(rig.EndPoint("edge"), "vpn.tunnel.example");
            Assert.Contains("inner", await client.GetAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(3, (await rig.Records.NextAsync()).Attempts + (await rig.Records.NextAsync()).Attempts);
    }

    [Fact]
    public async Task A_farm_that_cannot_be_reached_is_recorded_as_a_denial()
    {
        await using var rig = await EdgeAsync(TestPolicy.NewFarm($"127.0.0.1:{LoopbackPort.Free()}"));

        await Assert.ThrowsAnyAsync<Exception>(() => TlsClient.ConnectAsync(rig.EndPoint("edge"), "vpn.tunnel.example"));

        var record = await rig.Records.NextAsync();
        Assert.Equal(PublishingDecision.Denied, record.Decision);
        Assert.Equal(DenialReason.FrontEndUnreachable, record.Denial!.Reason);
    }

    [Fact]
    public async Task A_silent_tunnel_ends_after_the_farms_activity_timeout()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var farm = TestPolicy.NewFarm(server.LocalEndpoint.ToString()!);
        var time = new ManualTimeProvider();
        await using var rig = await EdgeAsync(farm, time);
        using var client = await ConnectAsync(rig.EndPoint("edge"));
        await client.SendAsync(ClientHelloBytes.Records(ClientHelloBytes.Message("vpn.tunnel.example")));
        using var relayed = await server.AcceptSocketAsync().WaitAsync(s_patience);

        var ended = rig.Records.NextAsync();
        await time.AdvanceUntilAsync(ended, TimeSpan.FromSeconds(1));

        Assert.Equal(PublishingDecision.Tunnelled, (await ended).Decision);
    }

    [Fact]
    public async Task Garbage_gets_the_tls_stacks_answer_and_reaches_no_server()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint);

        var answer = await ListenerHostTests.RawAsync(rig.EndPoint("edge"), "garbage that is no hello\r\n\r\n");

        Assert.DoesNotContain("HTTP/", answer, StringComparison.Ordinal);
        Assert.False(server.Pending());
    }

    [Fact]
    public async Task A_tunnel_goes_on_while_the_server_drains_and_one_more_is_relayed()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint);
        var (client, relayed) = await OpenAsync(rig, server);
        using (client)
        using (relayed)
        {
            rig.Host.AnnounceEnd(true);
            rig.Host.RequestCloseAll();

            await CarriesBothWaysAsync(client, relayed, 1_000_000);
            var (late, lateRelayed) = await OpenAsync(rig, server);
            using (late)
            using (lateRelayed)
            {
                await CarriesBothWaysAsync(late, lateRelayed, 10);
            }
        }
    }

    [Fact]
    public async Task A_server_that_stops_takes_no_tunnel_more_and_carries_what_is_under_way_to_its_end()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint);
        var edge = rig.EndPoint("edge");
        var (client, relayed) = await OpenAsync(rig, server);
        using (client)
        using (relayed)
        {
            var closed = rig.Host.CloseAsync(TimeSpan.FromMinutes(5));

            // What connects before the socket is closed is closed with it.
            await Assert.ThrowsAsync<SocketException>(async () =>
            {
                while (true)
                {
                    using var late = await ConnectAsync(edge);
                    await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
                }
            });
            await CarriesBothWaysAsync(client, relayed, 1_000_000);
            Assert.False(closed.IsCompleted);
            client.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await relayed.ReceiveAsync(new byte[1]));
            await relayed.SendAsync("the last word"u8.ToArray());
            relayed.Shutdown(SocketShutdown.Send);
            Assert.Equal("the last word"u8.ToArray(), await ReadAsync(client, 13));
            Assert.Equal(0, await client.ReceiveAsync(new byte[1]));

            await closed;
        }

        Assert.Equal(PublishingDecision.Tunnelled, (await rig.Records.NextAsync()).Decision);
        Assert.Equal(0, rig.Log.Count(1102));
    }

    [Fact]
    public async Task A_tunnel_that_does_not_end_is_cut_when_the_patience_of_a_stop_ends_and_the_log_tells_of_it()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var rig = await EdgeAsync((IPEndPoint)server.LocalEndpoint);
        var (client, relayed) = await OpenAsync(rig, server);
        using (client)
        using (relayed)
        {
            await rig.Host.CloseAsync(TimeSpan.FromMilliseconds(100));

            await EndsAsync(client);
            await EndsAsync(relayed);
        }

        Assert.Equal("Listener edge ends; 1 connections did not finish in time and are cut", Assert.Single(rig.Log.Lines, line => line.Id == 1102).Text);
        Assert.Equal(PublishingDecision.Tunnelled, (await rig.Records.NextAsync()).Decision);
    }

    private static async Task<(Socket Client, Socket Relayed)> OpenAsync(ListenerRig rig, TcpListener server)
    {
        var hello = ClientHelloBytes.Records(ClientHelloBytes.Message("vpn.tunnel.example"));
        var client = await ConnectAsync(rig.EndPoint("edge"));
        await client.SendAsync(hello);
        var relayed = await server.AcceptSocketAsync().WaitAsync(s_patience);
        Assert.Equal(hello, await ReadAsync(relayed, hello.Length));
        return (client, relayed);
    }

    private static async Task CarriesBothWaysAsync(Socket client, Socket server, int length)
    {
        foreach (var (from, to) in new[] { (client, server), (server, client) })
        {
            var bytes = new byte[length];
            Random.Shared.NextBytes(bytes);
            var read = ReadAsync(to, length);
            for (var sent = 0; sent < length;)
            {
                sent += await from.SendAsync(bytes.AsMemory(sent));
            }

            Assert.Equal(bytes, await read);
        }
    }

    private static async Task EndsAsync(Socket socket)
    {
        try
        {
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(60)));
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // That is an end, too.
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint);
        return socket;
    }

    private static async Task<byte[]> ReadAsync(Socket socket, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length;)
        {
            var count = await socket.ReceiveAsync(bytes.AsMemory(at));
            Assert.NotEqual(0, count);
            at += count;
        }

        return bytes;
    }

    private Task<ListenerRig> InnerAsync() => ListenerRig.StartAsync(ListenerRig.SayListener, Listener("inner", _inner, "vpn.tunnel.example"));

    private Task<ListenerRig> EdgeAsync(IPEndPoint server, TimeProvider? time = null) => EdgeAsync(TestPolicy.NewFarm(server.ToString()), time);

    private Task<ListenerRig> EdgeAsync(FrontEndFarm farm, TimeProvider? time = null) => ListenerRig.StartAsync(
        ListenerRig.SayListener,
        ListenerRig.Policy(
            [Listener("edge", _edge, "mail.example")],
            TestPolicy.Rule("tunnel", TestPolicy.Publish(farm, BridgingMode.Tunnel)) with { Destinations = TestPolicy.Destinations("vpn", "vpn.tunnel.example") }),
        time);

    private static ListenerPolicy Listener(string name, TestAuthority authority, string host) => TestPolicy.Listener(name, ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates = [TestCertificates.ForListener("c", authority.Issue(host))],
    };
}
