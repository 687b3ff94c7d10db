using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

/// <summary>A server on loopback, UDP and TCP on one port, that answers what a test wants, malice included.</summary>
internal sealed class FakeDnsServer : IDisposable
{
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<DnsQuery, IEnumerable<byte[]>> _overUdp;
    private readonly Func<DnsQuery, byte[]>? _overTcp;

    /// <summary>Answers each datagram by the datagrams that <paramref name="overUdp"/> returns; TCP is refused without <paramref name="overTcp"/>.</summary>
    public FakeDnsServer(Func<DnsQuery, IEnumerable<byte[]>> overUdp, Func<DnsQuery, byte[]>? overTcp = null)
    {
        (_overUdp, _overTcp) = (overUdp, overTcp);
        (_udp, _tcp) = Bound();
        _ = ServeUdpAsync();
        if (overTcp is not null)
        {
            _tcp.Listen();
            _ = ServeTcpAsync();
        }
    }

    public FakeDnsServer(Func<DnsQuery, WireResponse> answer)
        : this(query => [answer(query).ToArray()])
    {
    }

    public IPEndPoint EndPoint => (IPEndPoint)_udp.LocalEndPoint!;

    /// <summary>Queries over UDP, and where they came from.</summary>
    public ConcurrentQueue<(DnsQuery Query, IPEndPoint From, int Length)> Datagrams { get; } = [];

    /// <summary>Queries over TCP.</summary>
    public ConcurrentQueue<DnsQuery> Streams { get; } = [];

    /// <summary>Runs before a datagram is answered; tests hold answers back by it.</summary>
    public Func<IPEndPoint, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Until the first datagram is here.</summary>
    public Task AskedAsync() => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    /// <summary>Two sockets on one port. What is free for one protocol may be taken for the other; then another port is tried.</summary>
    private static (Socket Udp, Socket Tcp) Bound()
    {
        for (var tries = 0; ; tries++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                tcp.Bind(udp.LocalEndPoint!);
                return (udp, tcp);
            }
            catch (SocketException) when (tries < 20)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private static DnsQuery Read(Span<byte> message)
    {
        // A query reads like a response once it says that it is one.
        message[2] |= 0x80;
        var read = DnsMessageReader.Read(message, out var error) ?? throw new InvalidDataException($"The resolver has sent what is no query: {error}");
        return new DnsQuery(read.Id, read.Question!, read.QuestionType);
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            try
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                var (query, from) = (Read(buffer.AsSpan(0, received.ReceivedBytes)), (IPEndPoint)received.RemoteEndPoint);
                Datagrams.Enqueue((query, from, received.ReceivedBytes));
                _asked.TrySetResult();
                _ = AnswerAsync(query, from);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(DnsQuery query, IPEndPoint from)
    {
        await Before(from);
        foreach (var datagram in _overUdp(query))
        {
            await _udp.SendToAsync(datagram, from);
        }
    }

    private async Task ServeTcpAsync()
    {
        while (true)
        {
            try
            {
                using var connection = await _tcp.AcceptAsync();
                using var stream = new NetworkStream(connection);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(message);
                var query = Read(message);
                Streams.Enqueue(query);
                var answer = _overTcp!(query);
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                await stream.WriteAsync(length);
                await stream.WriteAsync(answer);
            }
            catch (IOException)
            {
                // The resolver has gone; the next may come.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
