using System.Net.Sockets;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Tests.Bridging.Http1;

public sealed class FrontEndConnectionTests
{
    [Fact]
    public async Task A_read_that_fails_at_once_fails_whoever_waits_for_it_and_not_who_begins_it()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connection = new FrontEndConnection(socket, new BrokenStream(), TimeProvider.System);

        Assert.True(connection.BeginRead());
        await Assert.ThrowsAsync<IOException>(() => connection.EndReadAsync().AsTask());
    }

    [Fact]
    public void No_request_is_begun_on_a_connection_that_cannot_be_read_from()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var connection = new FrontEndConnection(socket, new BrokenStream(), TimeProvider.System);

        Assert.False(connection.Begin(TimeSpan.FromSeconds(1)));
    }

    private sealed class BrokenStream : ConnectionStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("no TLS record");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
