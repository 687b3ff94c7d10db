using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Tests.Antivirus;

/// <summary>Listens on a loopback port like a clamd, and behaves as a test wants.</summary>
internal sealed class FakeClamd : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int _connections;

    /// <summary>Runs <paramref name="serve"/> for each connection, then closes it.</summary>
    public FakeClamd(Func<NetworkStream, Task> serve)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _ = AcceptAsync(serve);
    }

    /// <summary>A clamd that reads all it is sent and gives one answer.</summary>
    public static FakeClamd Answering(string answer) => new(async stream =>
    {
        await ReadContentAsync(stream);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
    });

    public ClamdAddress Address => new(_listener.LocalEndPoint!);

    public int Connections => Volatile.Read(ref _connections);

    public AntivirusPolicy Policy => new() { Location = new SourceLocation("policy.yaml", 9, 5), Clamd = Address };

    /// <summary>Reads a command and what follows it: the chunks of INSTREAM to their end.</summary>
    public static async Task<byte[]> ReadContentAsync(NetworkStream stream)
    {
        var octet = new byte[1];
        var command = new StringBuilder();
        while (await stream.ReadAsync(octet) == 1 && octet[0] != 0)
        {
            command.Append((char)octet[0]);
        }

        Assert.Equal("zINSTREAM", command.ToString());
        var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length);
            var chunk = new byte[BinaryPrimitives.ReadUInt32BigEndian(length)];
            if (chunk.Length == 0)
            {
                return content.ToArray();
            }

            await stream.ReadExactlyAsync(chunk);
            content.Write(chunk);
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(Func<NetworkStream, Task> serve)
    {
        try
        {
            while (true)
            {
                var stream = new NetworkStream(await _listener.AcceptAsync(), ownsSocket: true);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(stream, serve);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task ServeAsync(NetworkStream stream, Func<NetworkStream, Task> serve)
    {
        await using (stream)
        {
            try
            {
                await serve(stream);
            }
            catch (IOException)
            {
                // The client hung up, as some tests have it.
            }
        }
    }
}
