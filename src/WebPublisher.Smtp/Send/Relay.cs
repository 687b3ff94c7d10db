using System.Collections.Concurrent;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>Opens transactions with the servers of send connectors. Thread-safe.</summary>
public sealed class Relay : IRelay, IAsyncDisposable
{
    // One for each server and way of reaching it that policies have named since the start; bounded by what operators write.
    private readonly ConcurrentDictionary<(string Channel, FrontEndServer Server), ServerConnections> _servers = new();
    private readonly ITimer _sweep;

    /// <summary>A relay without connections.</summary>
    public Relay(RelayOptions options)
    {
        Options = options;
        _sweep = options.Time.CreateTimer(static self => ((Relay)self!).CloseOld(), this, options.IdleLimit, options.IdleLimit / 2);
    }

    /// <summary>What it works with.</summary>
    internal RelayOptions Options { get; }

    /// <summary>
    /// What the connector's first server that was asked last said it can do, for the EHLO answer to clients; null while none has been asked. BINARYMIME is left
    /// out: content is sent on by DATA.
    /// </summary>
    public EhloKeywords? Capabilities(SendConnector connector)
    {
        foreach (var server in connector.Servers)
        {
            if (_servers.TryGetValue((RelayChannel.Of(connector).Fingerprint, server), out var connections) && connections.Keywords is { } keywords)
            {
                return keywords with { Extensions = keywords.Extensions & ~SmtpExtensions.BinaryMime };
            }
        }

        return null;
    }

    /// <summary>Whether a server of the connector may be tried now: not all of them rest after failures.</summary>
    public bool HasServer(SendConnector connector) => Health(connector).Any(server => server.IsAvailable);

    /// <summary>How the servers of a connector are.</summary>
    public IEnumerable<ServerHealth> Health(SendConnector connector) => connector.Servers.Select(server =>
    {
        var problem = _servers.TryGetValue((RelayChannel.Of(connector).Fingerprint, server), out var connections) ? connections.Problem : null;
        return new ServerHealth(connector.Name, server, IsHealthy: true, IsResting: problem is not null, problem);
    });

    /// <summary>
    /// Connects (or takes a connection that was put aside) and says MAIL, and RCPT for the first recipient. Tries the connector's servers in order until one answers for
    /// the envelope; one that rests after failures is passed over.
    /// </summary>
    /// <returns>The transaction and the answer to RCPT; without a transaction, the refusal of MAIL.</returns>
    public async Task<(IRelayTransaction? Transaction, SmtpReply Reply)> BeginAsync(
        SendConnector connector, MailCommand mail, RcptCommand first, CancellationToken cancellationToken)
    {
        RelayException? decisive = null;
        foreach (var server in connector.Servers)
        {
            var connections = ConnectionsTo(connector, server);
            try
            {
                await connections.EnterAsync(cancellationToken);
            }
            catch (RelayException failure)
            {
                decisive = failure;
                continue;
            }

            IRelayTransaction? transaction = null;
            try
            {
                (transaction, var reply) = await BeginAsync(connections, connector, mail, first, cancellationToken);
                return (transaction, reply);
            }
            catch (RelayException failure)
            {
                // That a server rests says less than what another one did.
                decisive = failure.Failure == RelayFailure.Resting ? decisive ?? failure : failure;
            }
            finally
            {
                if (transaction is null)
                {
                    connections.Leave();
                }
            }
        }

        return (null, RelayReplies.For(decisive?.Failure ?? RelayFailure.Unreachable));
    }

    /// <summary>Closes the connections put aside; those of open transactions are closed with them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var connections in _servers.Values)
        {
            connections.Dispose();
        }
    }

    /// <summary>The connections of a connector to one of its servers.</summary>
    internal ServerConnections ConnectionsTo(SendConnector connector, FrontEndServer server) => _servers.GetOrAdd(
        (RelayChannel.Of(connector).Fingerprint, server),
        static (key, work) => new ServerConnections(work.Connector, key.Server, work.Options),
        (Connector: connector, Options));

    /// <summary>Says MAIL and RCPT to one server, first on a connection put aside. One that has meanwhile been closed is replaced by a fresh one: nothing was accepted on it.</summary>
    private async ValueTask<(IRelayTransaction? Transaction, SmtpReply Reply)> BeginAsync(
        ServerConnections connections, SendConnector connector, MailCommand mail, RcptCommand first, CancellationToken cancellation)
    {
        var connection = connections.TakeIdle();
        while (true)
        {
            var isUsed = connection is not null;
            connection ??= await connections.ConnectAsync(authenticate: true, cancellation);
            var kept = false;
            try
            {
                if (RelayEnvelope.Fit(mail, connection.Keywords, out var refusal) is not { } fitted)
                {
                    kept = true;
                    connections.KeepIdle(connection);
                    return (null, refusal!);
                }

                // A recipient that this server cannot be given is refused when MAIL was accepted.
                var along = connection.IsPipelining ? RelayEnvelope.Fit(first, fitted, connection.Keywords, out _) : null;
                if (await connection.BeginAsync(fitted, along, cancellation) is { } reply)
                {
                    if (isUsed)
                    {
                        RelayMetrics.Reused(connector.Name);
                    }

                    Demand(reply, connector, connection);
                    if (!reply.IsSuccess)
                    {
                        kept = true;
                        connections.KeepIdle(connection);
                        return (null, RelayReplies.Through(reply, connector, connection.InnerNames));
                    }

                    var transaction = new RelayTransaction(connector, fitted, connections, connection, Options);
                    var answer = along is null ? await transaction.AddRecipientAsync(first, cancellation) : await transaction.ReadRecipientReplyAsync(cancellation);
                    kept = true;
                    return (transaction, answer);
                }

                RelayMetrics.Stale(connector.Name);
            }
            catch (RelayException failure)
            {
                Options.Logger.TransactionFailed(connector.Name, connection.Server.Authority, failure.Failure, failure.Message);
                throw;
            }
            finally
            {
                if (!kept)
                {
                    connection.Dispose();
                }
            }

            connection = null;
        }
    }

    /// <summary>Lets pass what is an answer to this MAIL, and not to whoever speaks it.</summary>
    private void Demand(SmtpReply reply, SendConnector connector, RelayConnection connection)
    {
        if (reply.IsIntermediate)
        {
            throw new RelayException(RelayFailure.Garbled, $"the server answered MAIL with {reply.Code}");
        }

        if (RelayReplies.IsAboutConnector(reply))
        {
            Options.Logger.ConnectorRefused(connector.Name, connection.Server.Authority, reply.ToString());
        }

        if (connection.IsClosing || RelayReplies.IsAboutConnector(reply))
        {
            throw new RelayException(RelayFailure.Refused, $"the server answered MAIL with {reply}");
        }
    }

    private void CloseOld()
    {
        foreach (var connections in _servers.Values)
        {
            connections.CloseOld();
        }
    }
}
