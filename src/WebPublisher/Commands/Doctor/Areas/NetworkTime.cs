using System.Buffers.Binary;
using System.Net.Sockets;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Asks a time server (SNTP, RFC 4330) how far its clock is ahead of ours.</summary>
internal static class NetworkTime
{
    private const int Port = 123;
    private const int Length = 48;
    private const int ReceivedAt = 32;
    private const int SentAt = 40;

    // Leap indicator 0, version 4, mode 3: a client.
    private const byte Client = 0x23;
    private const int ServerMode = 4;

    // Seconds are counted from here; those of era 1 begin in February 2036 (section 3).
    private static readonly DateTimeOffset s_epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_nextEra = s_epoch.AddSeconds(uint.MaxValue + 1.0);

    /// <summary>How far it is ahead; negative when it is behind.</summary>
    /// <param name="server">A name or an address, with <c>:port</c> where it is not 123.</param>
    /// <param name="time">Our clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SocketException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It answers, and does not know the time.</exception>
    public static async Task<TimeSpan> OffsetAsync(string server, TimeProvider time, CancellationToken cancellation)
    {
        var colon = server.LastIndexOf(':');
        var hasPort = colon > 0 && server.IndexOf(':', StringComparison.Ordinal) == colon;
        using var client = new UdpClient(hasPort ? server[..colon] : server, hasPort && int.TryParse(server[(colon + 1)..], out var port) ? port : Port);
        var question = new byte[Length];
        question[0] = Client;

        // The server repeats what we say we sent at; a number that nobody guesses keeps others from answering in its place.
        System.Security.Cryptography.RandomNumberGenerator.Fill(question.AsSpan(SentAt));
        var sent = time.GetUtcNow();
        await client.SendAsync(question, cancellation);
        while (true)
        {
            var answer = (await client.ReceiveAsync(cancellation)).Buffer;
            if (answer.Length >= Length && answer.AsSpan(24, 8).SequenceEqual(question.AsSpan(SentAt, 8)))
            {
                return Offset(answer, sent, time.GetUtcNow());
            }
        }
    }

    // Half of what travelling there and back took belongs to each way (section 5).
    private static TimeSpan Offset(byte[] answer, DateTimeOffset sent, DateTimeOffset back)
    {
        var stratum = answer[1];
        if ((answer[0] & 7) != ServerMode || (answer[0] >> 6) == 3 || stratum is 0 or > 15)
        {
            throw new InvalidDataException("it does not know the time itself");
        }

        return ((Read(answer.AsSpan(ReceivedAt)) - sent) + (Read(answer.AsSpan(SentAt)) - back)) / 2;
    }

    private static DateTimeOffset Read(ReadOnlySpan<byte> stamp)
    {
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(stamp);
        var begin = (seconds & 0x80000000) != 0 ? s_epoch : s_nextEra;
        return begin.AddSeconds(seconds + (BinaryPrimitives.ReadUInt32BigEndian(stamp[4..]) / 4294967296.0));
    }
}
