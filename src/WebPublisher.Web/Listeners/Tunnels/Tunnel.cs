using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Rules;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>Bridging <c>tunnel</c>: relays a TLS connection by its SNI to a front end, without decrypting a byte of it.</summary>
internal sealed class Tunnel(IReadOnlyList<PublishingRecordSink> sinks, TunnelMetrics metrics, WorkUnderWay underWay, TlsServer tls, TimeProvider time, ILogger logger)
{
    private readonly TunnelServers _servers = new();

    /// <summary>Looks at the ClientHello and relays the connection when a tunnel rule decides.</summary>
    /// <returns>False when the connection is to be decrypted here; every byte is still in its pipe.</returns>
    public async Task<bool> TryRunAsync(ConnectionContext connection, ActiveListener active)
    {
        ClientHello hello;
        try
        {
            using var timeout = new CancellationTokenSource(TlsServer.HandshakeTimeout, time);
            hello = await ClientHelloReader.PeekAsync(connection.Transport.Input, timeout.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            tls.Failed(active.Name, connection.RemoteEndPoint, e, helloSeen: false);
            return true;
        }

        // What is no ClientHello gets the TLS stack's own answer.
        if (hello.State != ClientHelloState.Complete || connection.RemoteEndPoint is not IPEndPoint client)
        {
            return false;
        }

        var started = time.GetUtcNow();
        var rule = TunnelRules.Resolve(active.Policy.Web, active.Listener.Name, hello.ServerName, client.Address, started);
        if (rule is null)
        {
            return false;
        }

        var record = new PublishingRecord
        {
            Reference = ReferenceNumber.New(started),
            Started = started,
            Listener = active.Listener.Name,
            Client = client,
            Local = connection.LocalEndPoint as IPEndPoint,
            Scheme = "https",
            Host = hello.ServerName ?? "",
            PolicyRevision = active.Policy.Revision,
            Rule = rule.Name,
        };
        underWay.Begin();
        try
        {
            await RelayAsync(connection, ((PublishAction)rule.Action).To, record);
        }
        finally
        {
            underWay.End();
        }

        return true;
    }

    private async Task RelayAsync(ConnectionContext connection, FrontEndFarm farm, PublishingRecord record)
    {
        var started = time.GetTimestamp();
        record.Farm = farm.Name;
        if (await ConnectAsync(farm, record) is var (server, socket) && socket is not null)
        {
            using (socket)
            {
                record.Decision = PublishingDecision.Tunnelled;
                await RelayAsync(connection, farm, server!, socket, record);
            }
        }
        else
        {
            record.Decision = PublishingDecision.Denied;
            record.Denial = new Denial(DenialReason.FrontEndUnreachable, $"none of {record.Attempts} servers of farm '{farm.Name}' could be reached for a tunnel");
        }

        record.Duration = time.GetElapsedTime(started);
        foreach (var sink in sinks)
        {
            sink.Write(record);
        }
    }

    private async Task RelayAsync(ConnectionContext connection, FrontEndFarm farm, FrontEndServer server, Socket socket, PublishingRecord record)
    {
        var client = connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        var relay = new TunnelRelay(connection.Transport.Input, client, socket, farm.Resilience.ActivityTimeout, time);
        _servers.Opened(server);
        metrics.Opened(record.Listener);
        connection.Features.GetRequiredFeature<ClientConnection>().End();
        try
        {
            await relay.RunAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Both ends see the same: a connection that is cut. What one of them lost is between them and the TLS inside.
            TunnelLog.Ended(logger, connection.RemoteEndPoint, server.Authority, e is OperationCanceledException ? "idle" : e.Message);
            connection.Abort(new ConnectionAbortedException("The tunnel broke off."));
        }
        finally
        {
            (record.RequestBytes, record.ResponseBytes) = (relay.BytesIn, relay.BytesOut);
            metrics.Closed(record.Listener, relay.BytesIn, relay.BytesOut);
            _servers.Closed(server);
        }
    }

    private async Task<(FrontEndServer? Server, Socket? Socket)> ConnectAsync(FrontEndFarm farm, PublishingRecord record)
    {
        foreach (var server in _servers.Order(farm).Take(1 + farm.Resilience.Retries))
        {
            record.FrontEnd = server.Authority;
            record.Attempts++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var timeout = new CancellationTokenSource(farm.Resilience.ConnectTimeout, time);
                await socket.ConnectAsync(server.Host, server.Port, timeout.Token);
                return (server, socket);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                TunnelLog.ServerUnreachable(logger, farm.Name, server.Authority, e);
            }
        }

        return (null, null);
    }
}
