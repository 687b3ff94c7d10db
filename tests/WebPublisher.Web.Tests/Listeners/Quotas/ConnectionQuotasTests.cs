using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Quotas;

public sealed class ConnectionQuotasTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_client_has_so_many_connections_and_no_more()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-connections");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("quota-connections", new ListenerQuotas { Connections = 2 }));
        using var first = await AskAsync(rig, "quota-connections");
        using var second = await AskAsync(rig, "quota-connections");

        Assert.False(await TryConnectAndAskAsync(rig, "quota-connections"));

        Assert.Equal(nameof(ConnectionCut.Connections), (await cuts.NextAsync())["reason"]);
    }

    [Fact]
    public async Task A_connection_that_has_ended_makes_room()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("one", new ListenerQuotas { Connections = 1 }));
        (await AskAsync(rig, "one")).Dispose();

        // The server learns of the end a moment later.
        for (var tries = 0; !await TryConnectAndAskAsync(rig, "one"); tries++)
        {
            Assert.True(tries < 3000);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    [Fact]
    public async Task For_one_more_that_asks_nothing_the_oldest_is_cut()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-opening");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https("quota-opening", new ListenerQuotas { Opening = 2 }));
        var endPoint = rig.EndPoint("quota-opening");
        await using var asked = await TlsClient.ConnectAsync(endPoint);
        Assert.True(await TryAskAsync(asked.Tls));
        await using var oldest = await TlsClient.ConnectAsync(endPoint);
        await using var second = await TlsClient.ConnectAsync(endPoint);
        await second.Tls.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());

        await using var newest = await TlsClient.ConnectAsync(endPoint);

        Assert.True(await TryAskAsync(newest.Tls));
        await AssertCutAsync(oldest.Tls);
        Assert.Equal(nameof(ConnectionCut.Opening), (await cuts.NextAsync())["reason"]);

        // Who has asked before is not one of them, and the newest has left a place that nobody had to go for.
        Assert.True(await TryAskAsync(asked.Tls));
        await second.Tls.WriteAsync("\r\n"u8.ToArray());
        Assert.NotEqual(0, await second.Tls.ReadAsync(new byte[100]));
    }

    [Fact]
    public async Task For_one_more_handshake_the_oldest_is_cut()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-handshakes");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https("quota-handshakes", new ListenerQuotas { Handshakes = 2 }));
        await using var open = await TlsClient.ConnectAsync(rig.EndPoint("quota-handshakes"));

        // A client has done its part of a handshake before the server has read that; an answer says that it has.
        Assert.True(await TryAskAsync(open.Tls));
        var hello = await ClientHelloAsync();
        using var oldest = await BeginHandshakeAsync(rig, "quota-handshakes", hello);
        using var second = await BeginHandshakeAsync(rig, "quota-handshakes", hello);

        await using var newest = await TlsClient.ConnectAsync(rig.EndPoint("quota-handshakes"));

        Assert.Equal(nameof(ConnectionCut.Handshakes), (await cuts.NextAsync())["reason"]);
        await AssertCutAsync(oldest.GetStream());
        Assert.Contains("200 OK", await newest.GetAsync(), StringComparison.Ordinal);
        Assert.Contains("200 OK", await open.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_cut_after_its_time()
    {
        var time = new ManualTimeProvider();
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-first");
        using var handshakes = new CountedMeasurements("webpublisher.tls.handshake.duration", "quota-first");
        await using var rig = await ListenerRig.StartAsync(
            ListenerRig.SayListener, ListenerRig.Policy(Https("quota-first", new ListenerQuotas { FirstRequest = TimeSpan.FromSeconds(30) })), time);
        await using var asked = await TlsClient.ConnectAsync(rig.EndPoint("quota-first"));
        Assert.True(await TryAskAsync(asked.Tls));
        await using var idle = await TlsClient.ConnectAsync(rig.EndPoint("quota-first"));

        // The client's side of a handshake ends before the server's, and a handshake has less time than a first request.
        await handshakes.NextAsync();
        await handshakes.NextAsync();
        time.Advance(TimeSpan.FromSeconds(31));

        await AssertCutAsync(idle.Tls);
        Assert.Equal(nameof(ConnectionCut.FirstRequest), (await cuts.NextAsync())["reason"]);
        Assert.True(await TryAskAsync(asked.Tls));
    }

    [Fact]
    public async Task Clients_that_are_excepted_are_not_counted()
    {
        var quotas = new ListenerQuotas { Connections = 1, Opening = 1, Except = new ClientAddressSet("local", [IPNetwork.Parse("127.0.0.0/8")]) };
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("free", quotas));
        using var first = await BeginAsync(rig, "free");
        using var second = await BeginAsync(rig, "free");
        using var third = await AskAsync(rig, "free");

        await first.GetStream().WriteAsync("\r\n"u8.ToArray());
        Assert.NotEqual(0, await first.GetStream().ReadAsync(new byte[100]));
    }

    [Fact]
    public async Task Listeners_count_apart()
    {
        var quotas = new ListenerQuotas { Connections = 1 };
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("one", quotas), Http("two", quotas));

        using var first = await AskAsync(rig, "one");
        using var second = await AskAsync(rig, "two");
    }

    private static async Task<TcpClient> ConnectAsync(ListenerRig rig, string listener)
    {
        var client = new TcpClient();
        await client.ConnectAsync(rig.EndPoint(listener));
        return client;
    }

    /// <summary>A connection that has brought a request.</summary>
    private static async Task<TcpClient> AskAsync(ListenerRig rig, string listener)
    {
        var client = await ConnectAsync(rig, listener);
        Assert.True(await TryAskAsync(client.GetStream()));
        return client;
    }

    /// <summary>A connection that has brought all of a request but its last line.</summary>
    private static async Task<TcpClient> BeginAsync(ListenerRig rig, string listener)
    {
        var client = await ConnectAsync(rig, listener);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());
        return client;
    }

    /// <summary>A connection whose handshake the server has answered, and on which nothing more is said.</summary>
    private static async Task<TcpClient> BeginHandshakeAsync(ListenerRig rig, string listener, byte[] hello)
    {
        var client = await ConnectAsync(rig, listener);
        await client.GetStream().WriteAsync(hello);
        var record = new byte[1];
        Assert.Equal(1, await client.GetStream().ReadAsync(record).AsTask().WaitAsync(s_patience, TimeProvider.System));
        Assert.Equal(22, record[0]);
        return client;
    }

    /// <summary>What a client begins a handshake with.</summary>
    private static async Task<byte[]> ClientHelloAsync()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var handshake = TlsClient.ConnectAsync((IPEndPoint)server.LocalEndpoint);
        var hello = new byte[4096];
        using (var accepted = await server.AcceptSocketAsync())
        {
            hello = hello[..await accepted.ReceiveAsync(hello)];
        }

        await Assert.ThrowsAnyAsync<Exception>(() => handshake);
        return hello;
    }

    /// <summary>A refused connection may be reset before the client knows that it is there.</summary>
    private static async Task<bool> TryConnectAndAskAsync(ListenerRig rig, string listener)
    {
        try
        {
            using var client = await ConnectAsync(rig, listener);
            return await TryAskAsync(client.GetStream());
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> TryAskAsync(Stream client)
    {
        try
        {
            await client.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            var answer = "";
            var buffer = new byte[1000];
            while (!answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
            {
                var length = await client.ReadAsync(buffer).AsTask().WaitAsync(s_patience, TimeProvider.System);
                if (length == 0)
                {
                    return false;
                }

                answer += Encoding.ASCII.GetString(buffer, 0, length);
            }

            return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task AssertCutAsync(Stream client)
    {
        try
        {
            while (await client.ReadAsync(new byte[4096]).AsTask().WaitAsync(s_patience, TimeProvider.System) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset is an end as well.
        }
    }

    private static ListenerPolicy Http(string name, ListenerQuotas quotas) => TestPolicy.Listener(name, ListenerProtocol.Http, "127.0.0.1:0") with { Quotas = quotas };

    private ListenerPolicy Https(string name, ListenerQuotas quotas) => TestPolicy.Listener(name, ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Quotas = quotas,
        Certificates = [TestCertificates.ForListener(name, _authority.Issue("localhost"))],
    };
}
