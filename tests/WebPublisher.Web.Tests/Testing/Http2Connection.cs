using System.Buffers.Binary;
using System.Net;
using System.Net.Security;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>A client that speaks HTTP/2 frame by frame.</summary>
internal sealed class Http2Connection(TlsClient client) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static async Task<Http2Connection> ConnectAsync(IPEndPoint endPoint, string serverName = "localhost") =>
        new(await TlsClient.ConnectAsync(endPoint, serverName, alpn: SslApplicationProtocol.Http2));

    /// <summary>Sends bytes; false when the server takes no more.</summary>
    public async Task<bool> SendAsync(byte[] bytes)
    {
        try
        {
            await client.Tls.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The next frame, or null at the end of the connection.</summary>
    public async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadAsync()
    {
        try
        {
            var head = new byte[9];
            await client.Tls.ReadExactlyAsync(head).AsTask().WaitAsync(s_patience, TimeProvider.System);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await client.Tls.ReadExactlyAsync(payload).AsTask().WaitAsync(s_patience, TimeProvider.System);
            return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads up to the frame of this type.</summary>
    public async Task<(byte Type, byte Flags, int Stream, byte[] Payload)?> ReadAsync(byte type)
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Type == type)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>Reads to the end, and returns last stream and error code of the first GOAWAY; null when there was none.</summary>
    public async Task<(int LastStream, int Error)?> ReadGoAwayAsync()
    {
        (int, int)? said = null;
        while (await ReadAsync() is { } frame)
        {
            if (frame.Type == Http2Bytes.GoAway)
            {
                said ??= (BinaryPrimitives.ReadInt32BigEndian(frame.Payload), BinaryPrimitives.ReadInt32BigEndian(frame.Payload.AsSpan(4)));
            }
        }

        return said;
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
