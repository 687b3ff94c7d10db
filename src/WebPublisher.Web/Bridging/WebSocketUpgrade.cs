using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Records;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// An upgrade to WebSocket (RFC 6455), asked for by GET with HTTP/1.1 or by CONNECT with HTTP/2 (RFC 8441). The front end is asked by GET in both cases.
/// </summary>
internal sealed class WebSocketUpgrade
{
    private const int BufferSize = 4 * 1024;

    private readonly IHttpUpgradeFeature? _upgrade;
    private readonly IHttpExtendedConnectFeature? _connect;
    private readonly string _protocol;
    private readonly string? _key;

    private WebSocketUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, string protocol)
    {
        _upgrade = upgrade;
        _connect = connect;
        _protocol = protocol;
        _key = connect is null ? null : Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>The upgrade a request asks for, or null.</summary>
    public static WebSocketUpgrade? Of(HttpContext http)
    {
        if (HttpMethods.IsConnect(http.Request.Method))
        {
            // The handshake's key is the publisher's own business on this leg (RFC 8441 section 5).
            http.Request.Headers.Remove(HeaderNames.SecWebSocketKey);
            return http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect ? new WebSocketUpgrade(null, connect, connect.Protocol!) : null;
        }

        return http.Request.Headers.Upgrade is [{ } protocol] && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade
            ? new WebSocketUpgrade(upgrade, null, protocol)
            : null;
    }

    /// <summary>Writes the fields that ask for it, which belong to one hop and were removed with the client's.</summary>
    public void WriteFields(HeadWriter head)
    {
        head.Field(HeaderNames.Connection, HeaderNames.Upgrade);
        head.Field(HeaderNames.Upgrade, _protocol);
        if (_key is not null)
        {
            head.Field(HeaderNames.SecWebSocketKey, _key);
        }
    }

    /// <summary>Accepts towards the client what the front end has accepted.</summary>
    /// <exception cref="InvalidResponseException">The front end did not answer this handshake.</exception>
    public async ValueTask<Stream> AcceptAsync(HttpResponse response)
    {
        if (_connect is null)
        {
            response.Headers.Connection = HeaderNames.Upgrade;
            response.Headers.Upgrade = _protocol;
            if (response.HttpContext.Features.Get<ClientConnection>()?.Screen is { } screen)
            {
                screen.IsTunnel = true;
            }

            return await _upgrade!.UpgradeAsync();
        }

        if (response.Headers.SecWebSocketAccept != ExpectedAnswer(_key!))
        {
            throw new InvalidResponseException("an upgrade whose Sec-WebSocket-Accept does not belong to its key");
        }

        response.Headers.Remove(HeaderNames.SecWebSocketAccept);
        response.StatusCode = StatusCodes.Status200OK;
        return await _connect.AcceptAsync();
    }

    /// <summary>Carries bytes both ways until one side ends.</summary>
    /// <param name="connection">The front end's side.</param>
    /// <param name="client">The client's.</param>
    /// <param name="record">Told how much was carried.</param>
    /// <param name="hungUp">The client is gone; whoever gives this aborts the connection by it.</param>
    /// <returns>How it ended, and by which exception.</returns>
    public static async ValueTask<(ForwarderError Error, Exception? Exception)> RelayAsync(
        FrontEndConnection connection, Stream client, PublishingRecord record, CancellationToken hungUp)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.WhenTimedOut);
        var toClient = ToClientAsync(connection, client, record, end.Token);
        var toServer = ToServerAsync(connection, client, record, end.Token);

        // A client that has said all it wants to say may still listen.
        var first = await Task.WhenAny(toClient, toServer);
        if (first == toServer && (await toServer).Error == ForwarderError.None)
        {
            first = toClient;
            await toClient;
        }

        await end.CancelAsync();
        connection.Abort();
        await Task.WhenAll(toClient, toServer);

        // That nobody said anything for too long, or that the client has hung up, is nobody's failure, least of all one that would take the front end out of its farm.
        return connection.IsTimedOut || hungUp.IsCancellationRequested ? default : await first;
    }

    private static async Task<(ForwarderError Error, Exception? Exception)> ToClientAsync(FrontEndConnection connection, Stream client, PublishingRecord record, CancellationToken end)
    {
        var error = ForwarderError.UpgradeResponseDestination;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var piece = buffer.AsMemory(0, Math.Min(connection.Unread.Length, buffer.Length));
                if (piece.IsEmpty)
                {
                    if (!await connection.ReadAsync())
                    {
                        return default;
                    }

                    continue;
                }

                connection.Unread[..piece.Length].CopyTo(piece.Span);
                connection.Consume(piece.Length);
                error = ForwarderError.UpgradeResponseClient;
                await client.WriteAsync(piece, end);
                await client.FlushAsync(end);
                error = ForwarderError.UpgradeResponseDestination;
                record.ResponseBytes += piece.Length;
                connection.Touch();
            }
        }
        catch (Exception e) when (FrontEndExchange.IsFailure(e))
        {
            return (error, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(ForwarderError Error, Exception? Exception)> ToServerAsync(FrontEndConnection connection, Stream client, PublishingRecord record, CancellationToken end)
    {
        var error = ForwarderError.UpgradeRequestClient;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var read = await client.ReadAsync(buffer, end);
                error = ForwarderError.UpgradeRequestDestination;
                if (read == 0)
                {
                    await connection.EndWritingAsync();
                    return default;
                }

                await connection.WriteAsync(buffer.AsMemory(0, read));
                error = ForwarderError.UpgradeRequestClient;
                record.RequestBytes += read;
            }
        }
        catch (Exception e) when (FrontEndExchange.IsFailure(e))
        {
            return (error, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // RFC 6455 section 4.2.2, where SHA-1 is no signature but a fixed form.
    private static string ExpectedAnswer(string key) =>
#pragma warning disable CA5350 // The protocol prescribes it.
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
