using System.IO.Pipelines;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tls;

/// <summary>Joins the two directions of a transport into the one stream <see cref="System.Net.Security.SslStream"/> wants. Asynchronous only.</summary>
/// <param name="transport">The transport; it stays the caller's.</param>
/// <param name="socket">What is sent by instead of the transport, or null.</param>
/// <param name="time">The clock of the last wait.</param>
internal sealed class DuplexStream(IDuplexPipe transport, SocketOutput? socket, TimeProvider time) : ConnectionStream
{
    private readonly Stream _input = transport.Input.AsStream(leaveOpen: true);
    private readonly Stream _output = transport.Output.AsStream(leaveOpen: true);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket is null ? _output.WriteAsync(buffer, cancellationToken) : socket.WriteAsync(buffer);

    public override Task FlushAsync(CancellationToken cancellationToken) => socket is null ? _output.FlushAsync(cancellationToken) : socket.FlushAsync().AsTask();

    public override async ValueTask DisposeAsync()
    {
        // The transport closes the socket as soon as its own pipe is empty, and knows nothing of what is still to be sent past it.
        if (socket is not null)
        {
            await socket.DrainAtEndAsync(time);
        }

        await base.DisposeAsync();
    }
}
