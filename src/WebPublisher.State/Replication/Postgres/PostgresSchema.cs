using System.Collections.Immutable;
using Npgsql;

namespace WebPublisher.State.Replication.Postgres;

/// <summary>The tables in the database, in a schema of their own, <c>webpublisher</c>.</summary>
internal static class PostgresSchema
{
    /// <summary>The oldest release of the server that will do.</summary>
    public static readonly Version OldestServer = new(13, 0);

    // "WPST"; nobody else in this database uses it as the first of two keys.
    private const int LockClass = 0x57505354;

    /// <summary>What brings the tables from version n to n + 1. Released steps are never changed; a new one goes to the end.</summary>
    private static readonly ImmutableArray<string> s_steps =
    [
        """
        CREATE TABLE webpublisher.cluster (
            id text NOT NULL,
            version bigint NOT NULL,
            purged bigint NOT NULL,
            key bytea NOT NULL,
            salt bytea NOT NULL,
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only));
        CREATE TABLE webpublisher.nodes (id bigint PRIMARY KEY, name text NOT NULL, seen timestamptz NOT NULL);
        CREATE TABLE webpublisher.entries (
            kind smallint NOT NULL,
            key text NOT NULL,
            value text,
            stamp bigint NOT NULL,
            node bigint NOT NULL,
            weight bigint NOT NULL,
            seen bigint NOT NULL,
            unneeded bigint,
            version bigint NOT NULL,
            changed timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (kind, key));
        CREATE UNIQUE INDEX entries_by_version ON webpublisher.entries (version);
        CREATE INDEX entries_deleted ON webpublisher.entries (changed) WHERE value IS NULL;
        CREATE INDEX entries_unneeded ON webpublisher.entries (unneeded) WHERE unneeded IS NOT NULL;
        CREATE TABLE webpublisher.held_content (
            reference text NOT NULL,
            position integer NOT NULL,
            data bytea NOT NULL,
            added timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (reference, position));
        ALTER TABLE webpublisher.held_content ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE TABLE webpublisher.claims (reference text PRIMARY KEY, node bigint NOT NULL, token text NOT NULL, until timestamptz NOT NULL);
        """,
    ];

    /// <summary>Checks the server and brings the tables to this version; makes them when there are none.</summary>
    /// <exception cref="StateException">The server is too old, or the tables are of a newer release.</exception>
    /// <exception cref="NpgsqlException">The database fails, or the user may not.</exception>
    public static async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (connection.PostgreSqlVersion < OldestServer)
        {
            throw new StateException($"its release is {connection.PostgreSqlVersion}, and {OldestServer.Major} is the oldest that will do");
        }

        if (await VersionAsync(connection, cancellation) == s_steps.Length)
        {
            return;
        }

        // Before the transaction: one that waits within it goes on seeing the catalogue as it was. A connection that fails takes the lock with it.
        await RunAsync(connection, $"SELECT pg_advisory_lock({LockClass}, 1)", cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var version = await VersionAsync(connection, cancellation);
        if (version > s_steps.Length)
        {
            throw new StateException($"a newer release has made its tables (version {version}; this one knows {s_steps.Length})");
        }

        if (version < 0)
        {
            // Asked for only where it is missing: it takes a right that whoever finds it made need not have.
            await RunAsync(connection, "CREATE SCHEMA IF NOT EXISTS webpublisher", cancellation);
        }

        if (version <= 0)
        {
            await RunAsync(connection, "CREATE TABLE IF NOT EXISTS webpublisher.schema_version (version integer NOT NULL)", cancellation);
            await RunAsync(connection, "INSERT INTO webpublisher.schema_version SELECT 0 WHERE NOT EXISTS (SELECT FROM webpublisher.schema_version)", cancellation);
        }

        foreach (var step in s_steps.Skip(Math.Max(0, version)))
        {
            await RunAsync(connection, step, cancellation);
        }

        await RunAsync(connection, $"UPDATE webpublisher.schema_version SET version = {s_steps.Length}", cancellation);
        await transaction.CommitAsync(cancellation);
        await RunAsync(connection, $"SELECT pg_advisory_unlock({LockClass}, 1)", cancellation);
    }

    /// <summary>Whether this connection is the only one that serves as a node, from now until it closes.</summary>
    public static async Task<bool> TryServeAsync(NpgsqlConnection connection, long node, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended('webpublisher node ' || $1, 0))", connection);
        command.Parameters.Add(new() { Value = node.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    // -1: there is not even the schema; 0: it is empty.
    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT CASE WHEN to_regnamespace('webpublisher') IS NULL THEN -1 WHEN to_regclass('webpublisher.schema_version') IS NULL THEN 0 ELSE 1 END", connection);
        if ((int)(await command.ExecuteScalarAsync(cancellation))! is var found and < 1)
        {
            return found;
        }

        command.CommandText = "SELECT version FROM webpublisher.schema_version";
        return (int)(await command.ExecuteScalarAsync(cancellation) ?? 0);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statements, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
