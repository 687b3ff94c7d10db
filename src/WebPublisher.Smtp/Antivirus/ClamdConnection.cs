using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>
/// A connection to clamd for one command, in the form that ends with a zero octet (<c>zPING</c>), so that no name in an answer can be taken for its end.
/// </summary>
internal sealed class ClamdConnection : IDisposable
{
    // A usual message is one chunk.
    private const int ChunkSize = 64 * 1024;
    private const int LengthSize = sizeof(uint);

    private readonly Socket _socket;

    private ClamdConnection(Socket socket) => _socket = socket;

    /// <summary>Connects.</summary>
    /// <exception cref="ClamdException">Nobody answers there.</exception>
    public static async ValueTask<ClamdConnection> OpenAsync(ClamdAddress address, CancellationToken cancellation)
    {
        var isUnix = address.EndPoint.AddressFamily == AddressFamily.Unix;
        var socket = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (!isUnix)
            {
                socket.NoDelay = true;
            }

            await socket.ConnectAsync(address.EndPoint, cancellation);
            return new ClamdConnection(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ClamdException($"{address}: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Says a command that has no data and gives its answer.</summary>
    /// <exception cref="ClamdException">There is no answer.</exception>
    public async ValueTask<string> AskAsync(string command, CancellationToken cancellation)
    {
        using var buffer = MemoryPool<byte>.Shared.Rent(ClamdReply.MaximumLength);
        try
        {
            await _socket.SendAsync(Encoding.ASCII.GetBytes($"z{command}\0"), cancellation);
            return Encoding.Latin1.GetString((await ReadAsync(buffer.Memory, cancellation)).Span);
        }
        catch (SocketException e)
        {
            throw new ClamdException(e.Message, e);
        }
    }

    /// <summary>Sends content to be scanned (INSTREAM: chunks, each behind its length in four octets, the last of them empty).</summary>
    /// <exception cref="ClamdException">There is no answer, or none that can be understood.</exception>
    public async ValueTask<ClamdReply> ScanAsync(Stream content, CancellationToken cancellation)
    {
        using var answer = MemoryPool<byte>.Shared.Rent(ClamdReply.MaximumLength);

        // clamd answers before the end when the message is too large for it, and then reads no further.
        var reading = ReadAsync(answer.Memory, cancellation).AsTask();
        try
        {
            await SendAsync(content, reading, cancellation);
            return ClamdReply.Parse((await reading).Span);
        }
        catch (SocketException e)
        {
            throw new ClamdException(e.Message, e);
        }
        finally
        {
            if (!reading.IsCompleted)
            {
                _socket.Dispose();
            }

            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(Stream content, Task answered, CancellationToken cancellation)
    {
        using var rented = MemoryPool<byte>.Shared.Rent(LengthSize + ChunkSize);
        var chunk = rented.Memory[..(LengthSize + ChunkSize)];
        try
        {
            await SendAllAsync("zINSTREAM\0"u8.ToArray(), cancellation);
            int count;
            do
            {
                count = await content.ReadAtLeastAsync(chunk[LengthSize..], ChunkSize, throwOnEndOfStream: false, cancellation);
                if (count > 0)
                {
                    BinaryPrimitives.WriteUInt32BigEndian(chunk.Span, (uint)count);
                    await SendAllAsync(chunk[..(LengthSize + count)], cancellation);
                }
            }
            while (count == ChunkSize && !answered.IsCompleted);
            await SendAllAsync(new byte[LengthSize], cancellation);
        }
        catch (SocketException)
        {
            // Whoever hangs up while it is being told has said why, or the answer that is missing is the failure.
            await answered;
        }
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        while (!data.IsEmpty)
        {
            data = data[await _socket.SendAsync(data, cancellation)..];
        }
    }

    /// <summary>Reads as far as the zero octet.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        buffer = buffer[..ClamdReply.MaximumLength];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await _socket.ReceiveAsync(buffer[length..], cancellation);
            if (count == 0)
            {
                throw new ClamdException(length == 0 ? "clamd hung up without an answer" : "clamd hung up within its answer");
            }

            var end = buffer.Span.Slice(length, count).IndexOf((byte)0);
            if (end >= 0)
            {
                return buffer[..(length + end)];
            }

            length += count;
        }

        throw new ClamdException($"clamd answered with more than {ClamdReply.MaximumLength} octets");
    }
}
