using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>
/// Asks one server one question. An answer is believed when it comes from the server's address to the port asked from (both of which the kernel sees to: the socket is connected, and its
/// port is new and random for each query), repeats the random number of the query and spells the name as the query did (RFC 5452). Whoever has not seen the query has to guess all of it.
/// </summary>
/// <param name="timeout">How long the server has over UDP, and then over TCP.</param>
/// <param name="time">The clock.</param>
internal sealed class DnsExchange(TimeSpan timeout, TimeProvider time)
{
    /// <summary>Room for a datagram of what we say fits, and for servers that do not listen.</summary>
    private const int DatagramRoom = 4096;

    /// <summary>Of each query somebody may guess this often; then it is asked over TCP, where there is nothing to guess.</summary>
    private const int MostStrays = 16;

    private const int CoinOctets = 32;

    /// <summary>Asks. Ends with a failure when the time is over, and never with an exception for what the network does.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">What of it.</param>
    /// <param name="stopping">Gives up.</param>
    public async ValueTask<DnsReply> AskAsync(IPEndPoint server, DnsName name, DnsType type, CancellationToken stopping)
    {
        var reply = await AskAsync(server, name, type, edns: true, stopping);

        // A server from before EDNS says that it cannot read us, or that it does not do this (RFC 6891 section 7).
        return reply.Response?.Code is DnsResponseCode.FormatError or DnsResponseCode.NotImplemented ? await AskAsync(server, name, type, edns: false, stopping) : reply;
    }

    private async ValueTask<DnsReply> AskAsync(IPEndPoint server, DnsName name, DnsType type, bool edns, CancellationToken stopping)
    {
        var reply = await TimedAsync(Query(name, type), server, edns, OverUdpAsync, stopping);

        // What is too long for a datagram, and what could be a forgery, is asked for again where it fits and cannot be one.
        return reply is { Response.IsTruncated: true } or { Response: null, Failure: DnsFailure.None }
            ? await TimedAsync(Query(name, type), server, edns, OverTcpAsync, stopping)
            : reply;
    }

    private static DnsQuery Query(DnsName name, DnsType type)
    {
        Span<byte> random = stackalloc byte[2 + CoinOctets];
        RandomNumberGenerator.Fill(random);
        return new DnsQuery(BinaryPrimitives.ReadUInt16LittleEndian(random), name.Respelt(random[2..]), type);
    }

    private async ValueTask<DnsReply> TimedAsync(
        DnsQuery query, IPEndPoint server, bool edns, Func<DnsQuery, IPEndPoint, bool, CancellationToken, ValueTask<DnsReply>> ask, CancellationToken stopping)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, stopping);
        try
        {
            return await ask(query, server, edns, either.Token);
        }
        catch (OperationCanceledException)
        {
            return stopping.IsCancellationRequested ? DnsFailure.Stopping : DnsFailure.TimedOut;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return DnsFailure.Unreachable;
        }
    }

    /// <summary>The answer; neither answer nor failure when somebody seems to guess.</summary>
    private static async ValueTask<DnsReply> OverUdpAsync(DnsQuery query, IPEndPoint server, bool edns, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(DatagramRoom);
        try
        {
            await socket.SendAsync(buffer.AsMemory(0, query.Write(buffer, edns)), cancellationToken);
            for (var strays = 0; strays < MostStrays; strays++)
            {
                var length = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                var response = DnsMessageReader.Read(buffer.AsSpan(0, length), out _);
                switch (response?.IsTo(query))
                {
                    case DnsFit.Exact:
                        return response;
                    case DnsFit.Respelt:
                        return default(DnsReply);
                    case null when length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(buffer) == query.Id:
                        return DnsFailure.Malformed;
                }
            }

            return default(DnsReply);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<DnsReply> OverTcpAsync(DnsQuery query, IPEndPoint server, bool edns, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        using var stream = new NetworkStream(socket, ownsSocket: false);
        var buffer = ArrayPool<byte>.Shared.Rent(2 + ushort.MaxValue);
        try
        {
            var length = query.Write(buffer.AsSpan(2), edns);
            BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)length);
            await stream.WriteAsync(buffer.AsMemory(0, 2 + length), cancellationToken);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 2), cancellationToken);
            length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, length), cancellationToken);

            // The connection vouches for the server; its spelling does not matter here.
            var response = DnsMessageReader.Read(buffer.AsSpan(0, length), out _);
            return response is { IsTruncated: false } && response.IsTo(query) != DnsFit.Foreign ? response : DnsFailure.Malformed;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
