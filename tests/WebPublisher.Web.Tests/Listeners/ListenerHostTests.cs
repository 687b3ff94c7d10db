using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Tests.Listeners.Tls;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners;

public sealed class ListenerHostTests : IDisposable
{
    private const string Request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Each_listener_answers_under_its_own_name()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("one"), Http("two"), Https("three"));
        using var client = TlsTerminationTests.HttpClientFor();

        Assert.Equal("one", await client.GetStringAsync($"http://{rig.EndPoint("one")}/"));
        Assert.Equal("two", await client.GetStringAsync($"http://{rig.EndPoint("two")}/"));
        Assert.Equal("three", await client.GetStringAsync($"https://{rig.EndPoint("three")}/"));
    }

    [Fact]
    public async Task Only_declared_ports_are_open()
    {
        var before = ListeningPorts();
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("one"), Https("two"));

        // Other tests listen meanwhile; what this process listens on beyond them must be declared, and nothing stands on every address.
        Assert.DoesNotContain(ListeningEndPoints().Except(before), e => e.Address.Equals(IPAddress.Any) || e.Address.Equals(IPAddress.IPv6Any));
        Assert.Contains(rig.EndPoint("one"), ListeningEndPoints());
        Assert.Contains(rig.EndPoint("two"), ListeningEndPoints());

        HashSet<IPEndPoint> ListeningPorts() => [.. ListeningEndPoints()];
        static IPEndPoint[] ListeningEndPoints() => System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
    }

    [Fact]
    public async Task An_added_listener_serves_and_a_removed_one_is_gone()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("old"));
        var old = rig.EndPoint("old");
        using var client = TlsTerminationTests.HttpClientFor();
        Assert.Equal("old", await client.GetStringAsync($"http://{old}/"));

        await rig.ApplyAsync(Http("new"));

        Assert.Equal("new", await client.GetStringAsync($"http://{rig.EndPoint("new")}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"http://{old}/"));
    }

    [Fact]
    public async Task A_request_under_way_on_a_removed_listener_is_finished()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                arrived.TrySetResult();
                await answer.Task;
                await http.Response.WriteAsync("finished");
            },
            Https("old"));
        using var client = TlsTerminationTests.HttpClientFor();
        var response = client.GetStringAsync($"https://{rig.EndPoint("old")}/");
        await arrived.Task;

        await rig.ApplyAsync(Http("new"));
        answer.SetResult();

        Assert.Equal("finished", await response);
    }

    [Fact]
    public async Task A_connection_of_a_removed_listener_ends_with_the_request_under_way()
    {
        var arrived = new SemaphoreSlim(0);
        var answer = new SemaphoreSlim(0);
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                arrived.Release();
                await answer.WaitAsync();
            },
            Http("old"));
        var response = RawAsync(rig.EndPoint("old"), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await arrived.WaitAsync();

        await rig.ApplyAsync(Http("new"));
        answer.Release(2);

        Assert.Contains("\r\nConnection: close\r\n", await response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_cannot_be_bound_changes_nothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("kept"));
        var kept = rig.EndPoint("kept");
        using var client = TlsTerminationTests.HttpClientFor();

        var error = await Assert.ThrowsAsync<EndPointBindException>(() => rig.ApplyAsync(
            TestPolicy.Listener("fine", ListenerProtocol.Http, "127.0.0.1:0"),
            TestPolicy.Listener("broken", ListenerProtocol.Http, taken.LocalEndpoint.ToString()!)));

        Assert.Contains($"listener 'broken' cannot listen on {taken.LocalEndpoint}: something else listens there already.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["kept"], rig.Host.EndPoints.Keys);
        Assert.Equal("kept", await client.GetStringAsync($"http://{kept}/"));
    }

    [Fact]
    public async Task An_address_this_machine_does_not_have_is_named_in_the_error()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("kept"));

        var error = await Assert.ThrowsAsync<EndPointBindException>(() => rig.ApplyAsync(TestPolicy.Listener("far", ListenerProtocol.Http, "203.0.113.10:8080")));

        Assert.Contains("this machine does not have that address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_protocol_of_an_address_can_change()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, Http("site"));
        var address = rig.EndPoint("site");
        await rig.ApplyAsync(TestPolicy.Listener("site", ListenerProtocol.Http, "127.0.0.1:0"));
        using var client = TlsTerminationTests.HttpClientFor();
        Assert.Equal("site", await client.GetStringAsync($"http://{address}/"));

        await rig.ApplyAsync(Https("site"));

        Assert.Equal(address, rig.EndPoint("site"));
        Assert.Equal("site", await client.GetStringAsync($"https://{address}/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync($"http://{address}/"));
    }

    [Fact]
    public async Task A_listener_can_move_from_one_address_to_all_of_them_and_back()
    {
        var port = LoopbackPort.Free();
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, TestPolicy.Listener("a", ListenerProtocol.Http, $"127.0.0.1:{port}"));

        await rig.ApplyAsync(TestPolicy.Listener("b", ListenerProtocol.Http, $"0.0.0.0:{port}"));
        Assert.Contains("\r\nb\r\n", await RawAsync(new IPEndPoint(IPAddress.Loopback, port), Request), StringComparison.Ordinal);

        await rig.ApplyAsync(TestPolicy.Listener("c", ListenerProtocol.Http, $"127.0.0.1:{port}"));
        Assert.Contains("\r\nc\r\n", await RawAsync(new IPEndPoint(IPAddress.Loopback, port), Request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_addresses_of_ipv6_are_not_those_of_ipv4()
    {
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, TestPolicy.Listener("six", ListenerProtocol.Http, "[::]:0"));
        var port = rig.EndPoint("six").Port;

        Assert.Contains("\r\nsix\r\n", await RawAsync(new IPEndPoint(IPAddress.IPv6Loopback, port), Request), StringComparison.Ordinal);
        await Assert.ThrowsAsync<SocketException>(() => RawAsync(new IPEndPoint(IPAddress.Loopback, port), Request));
    }

    [Fact]
    public async Task A_displaced_listener_is_back_when_the_change_fails()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = LoopbackPort.Free();
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, TestPolicy.Listener("a", ListenerProtocol.Http, $"127.0.0.1:{port}"));
        using var client = TlsTerminationTests.HttpClientFor();

        await Assert.ThrowsAsync<EndPointBindException>(() => rig.ApplyAsync(
            TestPolicy.Listener("b", ListenerProtocol.Http, $"0.0.0.0:{port}"),
            TestPolicy.Listener("broken", ListenerProtocol.Http, taken.LocalEndpoint.ToString()!)));

        Assert.Equal("a", await client.GetStringAsync($"http://127.0.0.1:{port}/"));
    }

    [Fact]
    public async Task Kept_listeners_fail_no_request_while_others_come_and_go()
    {
        var kept = Https("kept");
        await using var rig = await ListenerRig.StartAsync(ListenerRig.SayListener, kept, Http("other-0"));
        var url = $"https://{rig.EndPoint("kept")}/";
        using var stop = new CancellationTokenSource();
        using var answered = new SemaphoreSlim(0);

        async Task LoadAsync()
        {
            using var client = TlsTerminationTests.HttpClientFor();
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal("kept", await client.GetStringAsync(url));
                answered.Release();
            }
        }

        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(LoadAsync)));
        for (var i = 1; i <= 30; i++)
        {
            await Task.WhenAny(answered.WaitAsync(), load);
            await rig.ApplyAsync(kept, i % 2 == 0 ? Http($"other-{i}") : Https($"other-{i}"));
        }

        await stop.CancelAsync();
        await load;
    }

    [Fact]
    public async Task A_connection_of_a_listener_whose_tls_policy_is_tightened_ends_after_its_request()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                arrived.TrySetResult();
                await answer.Task;
                await http.Response.WriteAsync("finished");
            },
            Https("site"));
        await using var client = await TlsClient.ConnectAsync(rig.EndPoint("site"));
        var response = client.GetAsync("keep-alive");
        await arrived.Task;

        await rig.ApplyAsync(Https("site") with { Tls = new TlsPolicy(TlsVersion.Tls12, 256) });
        answer.SetResult();

        // Ends although the client asked to keep it: the text is read to the end of the connection.
        Assert.Contains("finished", await response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_raw_target_reaches_the_handler()
    {
        await using var rig = await ListenerRig.StartAsync(
            http => http.Response.WriteAsync(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget), Http("http"));

        var answer = await RawAsync(rig.EndPoint("http"), "GET /a/..%2fb/%41?x=%2f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Contains("/a/..%2fb/%41?x=%2f", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_of_an_absolute_form_target_overrides_the_host_field()
    {
        await using var rig = await ListenerRig.StartAsync(http => http.Response.WriteAsync(http.Request.Host.Value!), Http("http"));

        var answer = await RawAsync(rig.EndPoint("http"), "GET http://a.example/ HTTP/1.1\r\nHost: b.example\r\nConnection: close\r\n\r\n");

        Assert.EndsWith("a.example", answer.TrimEnd('\r', '\n', '0'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_fields_pass_byte_by_byte()
    {
        await using var rig = await ListenerRig.StartAsync(
            http =>
            {
                http.Response.Headers["X-Echo"] = http.Request.Headers["X-Name"];
                return Task.CompletedTask;
            },
            Http("http"));

        var answer = await RawAsync(rig.EndPoint("http"), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Name: J\u00f6rg \u00c3\u00bc\r\nConnection: close\r\n\r\n");

        Assert.Contains("X-Echo: J\u00f6rg \u00c3\u00bc\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_finishes_the_request_under_way()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        var rig = await ListenerRig.StartAsync(
            async http =>
            {
                arrived.TrySetResult();
                await answer.Task;
                await http.Response.WriteAsync("finished");
            },
            Https("site"));
        using var client = TlsTerminationTests.HttpClientFor();
        var response = client.GetStringAsync($"https://{rig.EndPoint("site")}/");
        await arrived.Task;

        var stopped = rig.DisposeAsync();
        answer.SetResult();

        Assert.Equal("finished", await response);
        await stopped;
    }

    internal static async Task<string> RawAsync(IPEndPoint endPoint, string request)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        await using var stream = new NetworkStream(socket);
        return await new StreamReader(stream, Encoding.Latin1).ReadToEndAsync();
    }

    private static ListenerPolicy Http(string name) => TestPolicy.Listener(name, ListenerProtocol.Http, "127.0.0.1:0");

    private ListenerPolicy Https(string name) => TestPolicy.Listener(name, ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates = [TestCertificates.ForListener("c", _authority.Issue("localhost"))],
    };
}
