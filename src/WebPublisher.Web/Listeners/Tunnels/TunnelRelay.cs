using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using WebPublisher.Transport.Memory;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>
/// Carries bytes between a client and a server until both have ended or neither has said anything for a while. The end of one direction is passed on as such (FIN),
/// the other direction goes on.
/// </summary>
/// <param name="fromClient">What the client sends, from the byte that was peeked first.</param>
/// <param name="client">The client's socket, for writing: Kestrel's own writer cannot end one direction alone.</param>
/// <param name="server">The server's socket.</param>
/// <param name="idle">Longest silence of both.</param>
/// <param name="time">The clock.</param>
internal sealed class TunnelRelay(PipeReader fromClient, Socket client, Socket server, TimeSpan idle, TimeProvider time)
{
    private long _in;
    private long _out;

    /// <summary>Bytes from the client.</summary>
    public long BytesIn => Volatile.Read(ref _in);

    /// <summary>Bytes to the client.</summary>
    public long BytesOut => Volatile.Read(ref _out);

    /// <exception cref="OperationCanceledException">Both were silent for too long.</exception>
    /// <exception cref="SocketException">One of them broke off.</exception>
    /// <exception cref="IOException">The client broke off.</exception>
    public async Task RunAsync()
    {
        using var silence = new CancellationTokenSource(idle, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(silence.Token);
        var up = EndingBothAsync(UpAsync(silence, end.Token), end);
        var down = EndingBothAsync(DownAsync(silence, end.Token), end);
        await Task.WhenAll(up, down);
    }

    private static async Task EndingBothAsync(Task direction, CancellationTokenSource end)
    {
        try
        {
            await direction;
        }
        catch
        {
            // A direction that broke will not come back, and the other has nobody to answer to.
            await end.CancelAsync();
            throw;
        }
    }

    private async Task UpAsync(CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await fromClient.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                for (var rest = segment; !rest.IsEmpty;)
                {
                    var sent = await server.SendAsync(rest, cancellationToken);
                    Volatile.Write(ref _in, _in + sent);
                    rest = rest[sent..];
                }

                silence.CancelAfter(idle);
            }

            fromClient.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                server.Shutdown(SocketShutdown.Send);
                return;
            }
        }
    }

    private async Task DownAsync(CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockPool.BlockSize);
        try
        {
            while (true)
            {
                var received = await server.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received == 0)
                {
                    client.Shutdown(SocketShutdown.Send);
                    return;
                }

                silence.CancelAfter(idle);
                for (var rest = buffer.AsMemory(0, received); !rest.IsEmpty;)
                {
                    var sent = await client.SendAsync(rest, cancellationToken);
                    Volatile.Write(ref _out, _out + sent);
                    rest = rest[sent..];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
