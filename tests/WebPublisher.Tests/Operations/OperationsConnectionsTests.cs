using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Operations;
using WebPublisher.Policy.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Operations;

public sealed class OperationsConnectionsTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly RecordedLoggers _log = new();
    private readonly List<Socket> _sockets = [];
    private OperationsServer _server = null!;

    public async Task InitializeAsync() => _server = await OperationsServer.StartAsync(
        new OperationsPolicy(new IPEndPoint(IPAddress.Any, 0), Otlp: null), [new LivenessEndpoint(), new Known()], _time, _log, CancellationToken.None);

    public async Task DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        await _server.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Where_a_source_has_all_its_places_the_oldest_stranger_gives_way_to_the_next_comer()
    {
        var strangers = await FillAsync(OutsideAddress.Value, OperationsConnections.MaximumOfSource);

        var next = await ConnectAsync(OutsideAddress.Value);

        await EndsAsync(strangers[0]);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(next, "/health/live"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(strangers[1], "/health/live"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(await ConnectAsync(IPAddress.Loopback), "/health/live"), StringComparison.Ordinal);
        Assert.Single(_log.Entries, entry => entry.Id == 5104);
    }

    [Fact]
    public async Task Connections_by_which_a_caller_came_stay_whoever_else_comes()
    {
        var caller = await ConnectAsync(OutsideAddress.Value);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(caller, Known.PathOfIt), StringComparison.Ordinal);

        await FillAsync(OutsideAddress.Value, 2 * OperationsConnections.MaximumOfSource);

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(caller, "/health/live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_whose_places_are_all_held_by_callers_has_no_more()
    {
        var callers = await FillAsync(OutsideAddress.Value, OperationsConnections.MaximumOfSource, Known.PathOfIt);

        await IsRefusedAsync(OutsideAddress.Value);
        callers[0].Dispose();
        await HasPlaceAsync(OutsideAddress.Value);
    }

    [Fact]
    public async Task The_loopback_address_has_all_places_and_strangers_give_way_to_it()
    {
        var strangers = await FillAsync(OutsideAddress.Value, OperationsConnections.MaximumOfSource);
        var own = await FillAsync(IPAddress.Loopback, OperationsConnections.Maximum);

        foreach (var stranger in strangers)
        {
            await EndsAsync(stranger);
        }

        await IsRefusedAsync(OutsideAddress.Value);
        await IsRefusedAsync(IPAddress.Loopback);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(own[0], "/health/live"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow")]
    public async Task A_connection_by_which_nothing_is_asked_is_cut(string begun)
    {
        var asking = await ConnectAsync(OutsideAddress.Value);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(asking, "/health/live"), StringComparison.Ordinal);
        var silent = await ConnectAsync(OutsideAddress.Value);
        await silent.SendAsync(Encoding.ASCII.GetBytes(begun));

        // When the server begins to count is not seen from here.
        var end = EndsAsync(silent);
        while (!end.IsCompleted)
        {
            _time.Advance(OperationsConnections.FirstRequest);
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await end;
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(asking, "/health/live"), StringComparison.Ordinal);
    }

    private async Task<List<Socket>> FillAsync(IPAddress to, int count, string path = "/health/live")
    {
        var filled = new List<Socket>();
        for (var i = 0; i < count; i++)
        {
            // What has answered has been counted, so that their order is known.
            filled.Add(await ConnectAsync(to));
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(filled[^1], path), StringComparison.Ordinal);
        }

        return filled;
    }

    private async Task<Socket> ConnectAsync(IPAddress to)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(to, _server.EndPoint!.Port);
        return socket;
    }

    // The server has seen that a place is free when it sees it, and not when it was left.
    private async Task HasPlaceAsync(IPAddress to)
    {
        for (var patience = TimeSpan.FromSeconds(60); ; patience -= TimeSpan.FromMilliseconds(50))
        {
            Assert.True(patience > TimeSpan.Zero, "The place that was left was not taken.");
            try
            {
                Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(await ConnectAsync(to), "/health/live"), StringComparison.Ordinal);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private static async Task<string> AskAsync(Socket socket, string path)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes($"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var (buffer, length) = (new byte[4096], 0);
        while (!Encoding.ASCII.GetString(buffer, 0, length).Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length)).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    // The reset may be there before the connection is seen to be.
    private async Task IsRefusedAsync(IPAddress to)
    {
        try
        {
            await EndsAsync(await ConnectAsync(to));
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // That is a refusal, too.
        }
    }

    private static async Task EndsAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(TimeSpan.FromSeconds(60)) > 0)
            {
                // An answer on its way.
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // That is an end, too.
        }
    }

    /// <summary>Plays the gate's part: whoever asks for it is known from then on.</summary>
    private sealed class Known : OperationsEndpoint
    {
        public const string PathOfIt = "/known";

        public override string Path => PathOfIt;

        internal override OperationsAudience Audience => OperationsAudience.Anybody;

        public override Task AnswerAsync(HttpContext http)
        {
            http.Features.GetRequiredFeature<OperationsConnection>().NoteCaller();
            return SendAsync(http, StatusCodes.Status200OK, "text/plain", "known"u8.ToArray());
        }
    }
}
