using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Proxy;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>Takes connections of receive connectors: who may connect, how many, then a session.</summary>
public sealed class SmtpConnectionHandler(ReceiveServices services)
{
    /// <summary>Runs a connection to its end. The caller accepted it on the binding's end point and closes it afterwards.</summary>
    public async Task OnConnectedAsync(ConnectionContext connection, ReceiveBinding binding)
    {
        var peer = EndPoint(connection.RemoteEndPoint) ?? new IPEndPoint(IPAddress.None, 0);
        var begun = services.Time.GetUtcNow();
        var reference = ReferenceNumber.New(begun);
        var trace = services.Trace(binding.Connector, reference);
        var started = services.Time.GetTimestamp();
        using var channel = new SmtpChannel(connection.Transport, binding.Filter.Lengths, services.Time, binding.Connector.Limits.IdleTimeout, trace);
        var isBalancer = binding.Connector.ProxyProtocolFrom.Any(network => network.Contains(peer.Address));
        var header = isBalancer ? await ReadProxyHeaderAsync(channel, started, binding, peer) : null;
        var client = header?.Source ?? peer;
        var local = header?.Destination ?? EndPoint(connection.LocalEndPoint);
        trace.Connected(local, client);
        using var lease = isBalancer && header is null ? null : services.Quota.TryEnter(binding.Connector.Name, binding.Connector.Limits, client.Address);
        var session = new SessionFacts(binding, services, channel, begun)
        {
            Reference = reference,
            Trace = trace,
            Disconnected = connection.ConnectionClosed,
            Local = local,
            Client = client,
            Balancer = isBalancer ? peer : null,
            Lease = lease!,
        };

        var end = SessionEnd.Fault;
        services.Metrics.SessionBegun(binding.Connector.Name);
        try
        {
            end = (isBalancer && header is null) ? await RefuseAsync(session, reply: null, SessionEnd.ProxyHeader)
                : binding.Connector.RemoteAddresses is { } served && !served.Contains(client.Address) ? await RefuseAsync(session, SmtpReplies.AccessDenied, SessionEnd.AddressRefused)
                : services.Intake.IsClosed ? await SendAwayAsync(connection, session)
                : lease is null ? await RefuseAsync(session, SmtpReplies.TooManyConnections, SessionEnd.TooManyConnections)
                : await RunAsync(connection, session, trace);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && connection.ConnectionClosed.IsCancellationRequested)
        {
            end = SessionEnd.ClientClosed;
        }
        catch (Exception e)
        {
            ReceiveLog.SessionFault(services.Logger, binding.Connector.Name, client, session.Reference, e);
            await RefuseAsync(session, SmtpReplies.ServiceNotAvailable, SessionEnd.Fault);
        }
        finally
        {
            await TransactionEnd.EndAsync(session, MessageOutcome.Abandoned, reply: null);

            // What is held of the decrypted side goes back while its reader lives; the end of this method would be too late.
            channel.Dispose();
            if (session.Tls is not null)
            {
                await session.Tls.DisposeAsync();
            }

            trace.Disconnected();
            Record(session, end, services.Time.GetElapsedTime(started));
        }
    }

    private static async Task<SessionEnd> RunAsync(ConnectionContext connection, SessionFacts session, ProtocolTrace trace)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var registration = stopping.UnsafeRegister(static channel => ((SmtpChannel)channel!).Stop(), session.Channel);
        return await new SmtpSession(session, connection.Transport, trace).RunAsync();
    }

    /// <summary>
    /// Tells a client to come again, also where TLS comes first: who hears nothing there takes the server for broken, and not for one that is leaving. There the greeting, and what
    /// stands for it, follows the handshake (RFC 8314 section 3.3), which bounds its own time.
    /// </summary>
    private static async Task<SessionEnd> SendAwayAsync(ConnectionContext connection, SessionFacts session)
    {
        // Handshakes are dear: one connection more than its source may have gets none.
        if (session.Binding.EndPoint.ImplicitTls && session.Lease is not null)
        {
            session.Tls = await session.Channel.UpgradeAsync(connection.Transport, session.Client, session.Binding.Tls!, session.Disconnected);
            if (session.Tls is null)
            {
                return SessionEnd.TlsFailed;
            }
        }

        return await RefuseAsync(session, SmtpReplies.ServiceNotAvailable, SessionEnd.Stopping);
    }

    /// <summary>Says one reply, where the client can read it, and nothing more.</summary>
    private static async Task<SessionEnd> RefuseAsync(SessionFacts session, SmtpReply? reply, SessionEnd end)
    {
        session.Trace.Ending(end);
        if (reply is null || (session.Binding.EndPoint.ImplicitTls && session.Tls is null))
        {
            return end;
        }

        session.LastRefusal = reply.ToString();
        session.Services.Metrics.Replied(session.Binding.Connector.Name, reply.Code);
        session.Channel.Timer.SetDeadline(long.MaxValue);
        session.Channel.Write(Refusals.WithReference(reply, session.Reference));
        if (await session.Channel.FlushAsync())
        {
            await session.Channel.LingerAsync();
        }

        return end;
    }

    private async ValueTask<ProxyHeader?> ReadProxyHeaderAsync(SmtpChannel channel, long started, ReceiveBinding binding, IPEndPoint peer)
    {
        channel.Timer.SetDeadline(channel.Timer.Add(started, binding.Connector.Limits.IdleTimeout));
        while (true)
        {
            var buffer = channel.Buffer;
            var status = ProxyHeaderParser.TryRead(ref buffer, out var header);
            channel.Buffer = buffer;
            if (status == ProxyHeaderStatus.Header)
            {
                return header;
            }

            if (status == ProxyHeaderStatus.Malformed || !await channel.FillAsync())
            {
                var reason = channel.End?.ToString() ?? "it is malformed";
                ReceiveLog.ProxyHeaderRefused(services.Logger, reason, binding.Connector.Name, peer);
                return null;
            }
        }
    }

    private void Record(SessionFacts session, SessionEnd end, TimeSpan duration)
    {
        var record = new SessionRecord
        {
            Reference = session.Reference,
            Connector = session.Binding.Connector.Name,
            Local = session.Local,
            Client = session.Client,
            Balancer = session.Balancer,
            ClientName = session.Hello?.Text,
            User = session.User,
            TlsProtocol = session.Tls?.Protocol,
            CipherSuite = session.Tls?.CipherSuite,
            Messages = session.Messages,
            Errors = session.Errors,
            BytesReceived = session.Channel.BytesReceived,
            Findings = session.Findings,
            End = end,
            LastRefusal = session.LastRefusal,
            Started = session.Started,
            Duration = duration,
        };
        services.Metrics.Write(record);
        foreach (var sink in services.Records)
        {
            sink.Write(record);
        }
    }

    private static IPEndPoint? EndPoint(EndPoint? endPoint) =>
        endPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port) : endPoint as IPEndPoint;
}
