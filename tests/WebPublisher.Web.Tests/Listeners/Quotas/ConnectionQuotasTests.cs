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
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_client_has_so_many_connections_and_no_more()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-connections");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("quota-connections", new ListenerQuotas { Connections = 2 }));
        using var first = await AskAsync(rig, "quota-connections");
        using var second = await AskAsync(rig, "quota-connections");

        using var third = await ConnectAsync(rig, "quota-connections");

        await AssertCutAsync(third);
        Assert.Equal(nameof(ConnectionCut.Connections), (await cuts.NextAsync())["reason"]);
    }

    [Fact]
    public async Task A_connection_that_has_ended_makes_room()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("one", new ListenerQuotas { Connections = 1 }));
        (await AskAsync(rig, "one")).Dispose();

        // The server learns of the end a moment later.
        for (var tries = 0; ; tries++)
        {
            using var next = await ConnectAsync(rig, "one");
            if (await TryAskAsync(next))
            {
                return;
            }

            Assert.True(tries < 100);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    [Fact]
    public async Task For_one_more_that_asks_nothing_the_oldest_is_cut()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-opening");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("quota-opening", new ListenerQuotas { Opening = 2 }));
        using var asked = await AskAsync(rig, "quota-opening");
        using var oldest = await BeginAsync(rig, "quota-opening");
        using var second = await BeginAsync(rig, "quota-opening");

        using var newest = await ConnectAsync(rig, "quota-opening");

        Assert.True(await TryAskAsync(newest));
        await AssertCutAsync(oldest);
        Assert.Equal(nameof(ConnectionCut.Opening), (await cuts.NextAsync())["reason"]);

        // Who has asked before is not one of them, and a place that became free is not taken twice.
        Assert.True(await TryAskAsync(asked));
        await second.GetStream().WriteAsync("\r\n"u8.ToArray());
        Assert.NotEqual(0, await second.GetStream().ReadAsync(new byte[100]));
    }

    [Fact]
    public async Task For_one_more_handshake_the_oldest_is_cut()
    {
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-handshakes");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Https("quota-handshakes", new ListenerQuotas { Handshakes = 2 }));
        await using var open = await TlsClient.ConnectAsync(rig.EndPoint("quota-handshakes"));
        using var oldest = await ConnectAsync(rig, "quota-handshakes");
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        using var second = await ConnectAsync(rig, "quota-handshakes");

        await using var newest = await TlsClient.ConnectAsync(rig.EndPoint("quota-handshakes"));

        await AssertCutAsync(oldest);
        Assert.Equal(nameof(ConnectionCut.Handshakes), (await cuts.NextAsync())["reason"]);
        Assert.Contains("200 OK", await newest.GetAsync(), StringComparison.Ordinal);
        Assert.Contains("200 OK", await open.GetAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_cut_after_its_time()
    {
        var time = new ManualTimeProvider();
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", "quota-first");
        await using var rig = await ListenerRig.StartAsync(
            ListenerRig.SayListener, ListenerRig.Policy(Http("quota-first", new ListenerQuotas { FirstRequest = TimeSpan.FromSeconds(30) })), time);
        using var asked = await AskAsync(rig, "quota-first");
        using var idle = await BeginAsync(rig, "quota-first");
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);

        time.Advance(TimeSpan.FromSeconds(31));

        await AssertCutAsync(idle);
        Assert.Equal(nameof(ConnectionCut.FirstRequest), (await cuts.NextAsync())["reason"]);
        Assert.True(await TryAskAsync(asked));
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
        Assert.True(await TryAskAsync(client));
        return client;
    }

    /// <summary>A connection that has brought all of a request but its last line.</summary>
    private static async Task<TcpClient> BeginAsync(ListenerRig rig, string listener)
    {
        var client = await ConnectAsync(rig, listener);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());
        return client;
    }

    private static async Task<bool> TryAskAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            var answer = new byte[1000];
            var length = await client.GetStream().ReadAsync(answer).AsTask().WaitAsync(s_patience, TimeProvider.System);
            return Encoding.ASCII.GetString(answer, 0, length).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task AssertCutAsync(TcpClient client)
    {
        try
        {
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(s_patience, TimeProvider.System));
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
