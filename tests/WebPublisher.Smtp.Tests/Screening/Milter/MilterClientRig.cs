using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Smtp.Tests.Screening.Milter;

/// <summary>A mail server that speaks the milter protocol, packet by packet.</summary>
internal sealed class MilterClientRig : IAsyncDisposable
{
    /// <summary>All that Postfix offers.</summary>
    public const uint AllActions = 0x1FF;
    public const uint AllSteps = 0x1FFFFF;

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60), TimeProvider.System);
    private readonly NetworkStream _stream;

    private MilterClientRig(Socket socket) => _stream = new NetworkStream(socket, ownsSocket: true);

    public static async Task<MilterClientRig> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint);
        return new MilterClientRig(socket);
    }

    /// <summary>Connects and agrees on what is offered.</summary>
    public static async Task<MilterClientRig> OpenAsync(IPEndPoint endPoint, uint actions = AllActions, uint steps = AllSteps)
    {
        var client = await ConnectAsync(endPoint);
        await client.SendAsync('O', Offer(6, actions, steps));
        Assert.StartsWith("O", await client.ReadAsync(), StringComparison.Ordinal);
        return client;
    }

    public static string Offer(uint version, uint actions, uint steps)
    {
        var octets = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(octets, version);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(4), actions);
        BinaryPrimitives.WriteUInt32BigEndian(octets.AsSpan(8), steps);
        return Encoding.Latin1.GetString(octets);
    }

    public Task SendAsync(char command, string data = "")
    {
        var packet = new byte[5 + data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(packet, (uint)data.Length + 1);
        packet[4] = (byte)command;
        Encoding.Latin1.GetBytes(data, packet.AsSpan(5));
        return SendRawAsync(packet);
    }

    public Task SendRawAsync(byte[] octets) => _stream.WriteAsync(octets, _patience.Token).AsTask();

    /// <summary>Tells a whole message, nothing of which is answered, but its end.</summary>
    public async Task SendMessageAsync(string header, string body, string sender = "<ann@client.example>", params string[] recipients)
    {
        await SendAsync('C', "client.example\04\0\u0019" + "192.0.2.7\0");
        await SendAsync('H', "client.example\0");
        await SendAsync('D', "Mi\0QUEUEID\0");
        await SendAsync('M', $"{sender}\0SIZE=100\0");
        foreach (var recipient in recipients.Length == 0 ? ["<bob@example.com>"] : recipients)
        {
            await SendAsync('R', $"{recipient}\0");
        }

        foreach (var field in header.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            await SendAsync('L', $"{field[..colon]}\0{field[(colon + 1)..]}\0");
        }

        await SendAsync('N');
        foreach (var piece in body.Chunk(65535))
        {
            await SendAsync('B', new string(piece));
        }

        await SendAsync('E');
    }

    /// <summary>The next answer, its letter first and its zero octets written as |; null when the connection has ended.</summary>
    public async Task<string?> ReadAsync()
    {
        try
        {
            var length = new byte[4];
            await _stream.ReadExactlyAsync(length, _patience.Token);
            var packet = new byte[BinaryPrimitives.ReadUInt32BigEndian(length)];
            await _stream.ReadExactlyAsync(packet, _patience.Token);
            return Encoding.Latin1.GetString(packet).Replace('\0', '|');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>All answers up to the last, which decides.</summary>
    public async Task<List<string>> ReadVerdictAsync()
    {
        var answers = new List<string>();
        while (await ReadAsync() is { } answer)
        {
            answers.Add(answer);
            if (answer[0] is 'c' or 'a' or 'd' or 't' or 'r' or 'y')
            {
                break;
            }
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _patience.Dispose();
    }
}
