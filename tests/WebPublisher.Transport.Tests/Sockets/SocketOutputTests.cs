using System.Net;
using System.Net.Sockets;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tests.Sockets;

public sealed class SocketOutputTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Socket _client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _server;
    private int _aborts;

    public SocketOutputTests()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client.Connect(listener.LocalEndPoint!);
        _server = listener.Accept();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(16 * 1024)]
    [InlineData(SocketOutput.Capacity)]
    [InlineData((3 * SocketOutput.Capacity) + 1)]
    public async Task What_was_flushed_arrives(int length)
    {
        var output = Output();
        var sent = Bytes(length);

        var arrived = ReceiveAsync(length);
        await output.WriteAsync(sent);
        await output.FlushAsync();

        Assert.Equal(sent, await arrived.WaitAsync(s_patience));
    }

    [Fact]
    public async Task Large_and_small_pieces_stay_in_their_order()
    {
        // A reader that lags behind: there is always something under way when more is flushed.
        _server.SendBufferSize = 8 * 1024;
        var lengths = Enumerable.Range(0, 400).Select(i => (i % 5) switch { 0 => 16_406, 1 => 1, 2 => 40_000, 3 => 300, _ => 4097 }).ToList();
        var sent = Bytes(lengths.Sum());
        var arrived = ReceiveAsync(sent.Length);
        var output = Output();
        var start = 0;
        foreach (var length in lengths)
        {
            await output.WriteAsync(sent.AsMemory(start, length));
            start += length;
            if (length != 300)
            {
                await output.FlushAsync().AsTask().WaitAsync(s_patience);
            }
        }

        await output.DrainAsync().AsTask().WaitAsync(s_patience);

        Assert.Equal(sent, await arrived.WaitAsync(s_patience));
        Assert.Equal(0, _aborts);
    }

    [Theory]
    [InlineData(false, 300)]
    [InlineData(true, 20_000)]
    public async Task Where_the_caller_sends_all_is_sent_when_the_flush_is_over(bool shared, int length)
    {
        var output = Output();
        output.SharedByAnswers = shared;

        await output.WriteAsync(Bytes(length));
        await output.FlushAsync();

        Assert.Equal(length, _client.Available);
    }

    [Fact]
    public async Task What_was_not_flushed_is_sent_before_the_end()
    {
        var output = Output();
        await output.WriteAsync(Bytes(300));
        await output.DrainAsync().AsTask().WaitAsync(s_patience);
        _server.Dispose();

        Assert.Equal(Bytes(300), await ReceiveAsync(300));
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_waited_for_and_no_more_is_taken_than_there_is_room_for()
    {
        // Small pieces: those the caller does not send himself.
        var output = Output();
        output.SharedByAnswers = true;
        var writing = WriteAsync(output, Bytes(1000), times: 64 * 1024);
        await Assert.ThrowsAsync<TimeoutException>(() => writing.WaitAsync(TimeSpan.FromSeconds(1)));

        _server.Dispose();
        await writing.WaitAsync(s_patience);
    }

    [Fact]
    public async Task What_is_added_where_there_is_no_room_for_it_is_kept_and_sent()
    {
        var output = Output();
        var bytes = Bytes((2 * SocketOutput.Capacity) + 300);

        output.Add(bytes.AsSpan(0, 300));
        Assert.True(output.HasRoomForRecord);
        output.Add(bytes.AsSpan(300, SocketOutput.Capacity));
        Assert.False(output.HasRoomForRecord);
        output.Add(bytes.AsSpan(300 + SocketOutput.Capacity));

        var arrived = ReceiveAsync(bytes.Length);
        await output.DrainAsync().AsTask().WaitAsync(s_patience);
        Assert.Equal(bytes, await arrived.WaitAsync(s_patience));
        Assert.True(output.HasRoomForRecord);
    }

    [Fact]
    public async Task When_the_connection_breaks_it_is_aborted_once_and_what_follows_goes_nowhere()
    {
        var output = Output();
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Dispose();
        for (var i = 0; i < 100; i++)
        {
            await output.WriteAsync(Bytes(20_000));
            await output.FlushAsync().AsTask().WaitAsync(s_patience);
        }

        await output.DrainAsync().AsTask().WaitAsync(s_patience);
        Assert.Equal(1, _aborts);
    }

    private SocketOutput Output() => new(_server, () => Interlocked.Increment(ref _aborts));

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task WriteAsync(SocketOutput output, byte[] piece, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await output.WriteAsync(piece);
            await output.FlushAsync();
        }
    }

    private async Task<byte[]> ReceiveAsync(int length)
    {
        var bytes = new byte[length];
        for (var start = 0; start < length;)
        {
            var count = await _client.ReceiveAsync(bytes.AsMemory(start));
            Assert.NotEqual(0, count);
            start += count;
        }

        return bytes;
    }
}
