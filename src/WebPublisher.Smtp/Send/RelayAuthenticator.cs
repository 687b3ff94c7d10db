using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>
/// Verifies passwords of clients by showing them to an inner server, under verified TLS and on a connection that is used for nothing else. Who may try how often is
/// not decided here.
/// </summary>
public sealed class RelayAuthenticator(Relay relay)
{
    /// <summary>Asks the connector's servers in order until one can tell.</summary>
    /// <param name="connector">Whose servers know the users. It must use TLS: a password is never sent in clear.</param>
    /// <param name="user">The name the client gave.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async Task<PasswordVerdict> VerifyAsync(SendConnector connector, string user, string password, CancellationToken cancellationToken)
    {
        if (connector.Tls == SendTls.Off)
        {
            relay.Options.Logger.PasswordsNotVerified(connector.Name, "any server", "the connector uses no TLS");
            return PasswordVerdict.Unavailable;
        }

        // NUL separates the parts of AUTH PLAIN (RFC 4616 section 2): a name with one would be another name.
        if (user.Length == 0 || user.Contains('\0', StringComparison.Ordinal) || password.Contains('\0', StringComparison.Ordinal))
        {
            return PasswordVerdict.Refused;
        }

        foreach (var server in connector.Servers)
        {
            try
            {
                var verdict = await AskAsync(connector, server, user, password, cancellationToken);
                if (verdict != PasswordVerdict.Unavailable)
                {
                    return verdict;
                }
            }
            catch (RelayException)
            {
                // Logged and counted where it happened; the next server may be able to tell.
            }
        }

        return PasswordVerdict.Unavailable;
    }

    private async ValueTask<PasswordVerdict> AskAsync(SendConnector connector, FrontEndServer server, string user, string password, CancellationToken cancellation)
    {
        var connections = relay.ConnectionsTo(connector, server);
        await connections.EnterAsync(cancellation);
        RelayConnection? connection = null;
        try
        {
            connection = await connections.ConnectAsync(authenticate: false, cancellation);
            var reply = await ExchangeAsync(connection, connector, user, password, cancellation);
            var verdict = reply is null ? PasswordVerdict.Unavailable : Judge(reply);
            if (verdict == PasswordVerdict.Unavailable)
            {
                relay.Options.Logger.PasswordsNotVerified(connector.Name, server.Authority, reply?.ToString() ?? "it offers neither AUTH PLAIN nor AUTH LOGIN");
            }

            return verdict;
        }
        finally
        {
            connections.Leave();
            _ = connection?.QuitAsync();
        }
    }

    private async ValueTask<SmtpReply?> ExchangeAsync(RelayConnection connection, SendConnector connector, string user, string password, CancellationToken cancellation)
    {
        try
        {
            return await SmtpAuthentication.ExchangeAsync(connection.Wire, connection.Keywords, user, password, connector.CommandTimeout, cancellation);
        }
        catch (RelayException failure)
        {
            relay.Options.Logger.TransactionFailed(connector.Name, connection.Server.Authority, failure.Failure, failure.Message);
            throw;
        }
    }

    /// <summary>A 5yz may be about the password (535, and what servers say of locked accounts) or about the exchange (RFC 4954 section 6).</summary>
    private static PasswordVerdict Judge(SmtpReply reply) => reply switch
    {
        { IsSuccess: true } => PasswordVerdict.Accepted,
        { IsTransientFailure: true } or { Code: < 510 or 530 or 534 or 538 } => PasswordVerdict.Unavailable,
        _ => PasswordVerdict.Refused,
    };
}
