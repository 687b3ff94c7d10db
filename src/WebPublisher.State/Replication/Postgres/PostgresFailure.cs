using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using WebPublisher.Policy.State;

namespace WebPublisher.State.Replication.Postgres;

/// <summary>What can go wrong with a database, in the operator's words.</summary>
internal static class PostgresFailure
{
    /// <summary>Whether it is trouble with the database or the way to it, after which a new connection is tried.</summary>
    public static bool IsExpected(Exception e, CancellationToken stopping) => !stopping.IsCancellationRequested
        && e is NpgsqlException or TimeoutException or IOException or SocketException or AuthenticationException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException or UnauthorizedAccessException;

    /// <summary>One sentence about it, without a final period.</summary>
    public static string Explain(Exception e, PostgresPolicy policy) => e switch
    {
        StateException => e.Message,
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } => $"the password of user {policy.User} is wrong",
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } refused => $"user {policy.User} may not log on: {refused.MessageText} (see pg_hba.conf)",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"there is no database {policy.Database}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } denied => $"user {policy.User} lacks a permission: {denied.MessageText} (docs/state.md has the grants)",
        PostgresException other => $"{other.MessageText} ({other.SqlState})",
        { InnerException: SocketException socket } => socket.Message,
        { InnerException: TimeoutException } or TimeoutException or OperationCanceledException => "no answer in time",
        _ => (e.InnerException is { } inner ? $"{e.Message}: {inner.Message}" : e.Message).TrimEnd('.'),
    };
}
