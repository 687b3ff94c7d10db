using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace WebPublisher.State.Replication.Postgres;

/// <summary>
/// What nodes share, on one connection. Whoever writes first counts <c>cluster.version</c> up, and so holds that row until the commit: versions become visible in their order, and
/// who has read up to one has overlooked none. Not safe for concurrent use.
/// </summary>
/// <param name="connection">The connection; closed by whoever opened it.</param>
/// <param name="node">This node.</param>
internal sealed class SharedDatabase(NpgsqlConnection connection, long node)
{
    /// <summary>What listeners listen to. A notification says who has written.</summary>
    public const string Channel = "webpublisher";

    // Whoever was away for longer compares everything. Long enough for holidays, short enough for a table that is mostly what is in force.
    private const string KeptDeleted = "30 days";
    private const string KeptUnneeded = "7 days";

    // The most of a held message that is in memory at once.
    private const int ChunkSize = 1024 * 1024;

    // The most profiles of all nodes together.
    private const int MaximumProfiles = 300_000;

    /// <summary>What all nodes have in common; what this node offers, when it is the first.</summary>
    public async Task<Cluster> ClusterAsync(byte[] key, byte[] salt, CancellationToken cancellation)
    {
        await using var make = Command("INSERT INTO webpublisher.cluster (id, version, purged, key, salt) VALUES ($1, 0, 0, $2, $3) ON CONFLICT DO NOTHING");
        make.Parameters.Add(new() { Value = Guid.NewGuid().ToString("N") });
        make.Parameters.Add(new() { Value = key });
        make.Parameters.Add(new() { Value = salt });
        await make.ExecuteNonQueryAsync(cancellation);

        await using var read = Command("SELECT id, version, purged, key, salt FROM webpublisher.cluster");
        await using var row = await read.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new Cluster(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4));
    }

    /// <summary>Writes changes; those that something outweighs are left out. All of them, or none.</summary>
    public async Task PushAsync(IReadOnlyList<PendingChange> changes, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE webpublisher.cluster SET version = version + $1") { Parameters = { new() { Value = (long)changes.Count } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            INSERT INTO webpublisher.entries AS known (kind, key, value, stamp, node, weight, seen, unneeded, version)
            SELECT new.kind, new.key, new.value, new.stamp, $8, new.weight, new.seen, new.unneeded, cluster.version - $9 + new.place
            FROM webpublisher.cluster, unnest($1, $2, $3, $4, $5, $6, $7) WITH ORDINALITY AS new (kind, key, value, stamp, weight, seen, unneeded, place)
            ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, stamp = excluded.stamp, node = excluded.node, weight = excluded.weight, seen = excluded.seen,
                unneeded = excluded.unneeded, version = excluded.version, changed = now()
            WHERE CASE
                WHEN known.version <= excluded.seen OR known.node = excluded.node THEN (excluded.stamp, excluded.node) > (known.stamp, known.node)
                WHEN known.value IS NOT NULL AND excluded.weight = 0 AND known.weight > excluded.stamp >> 20 THEN false
                WHEN excluded.value IS NOT NULL AND known.weight = 0 AND excluded.weight > known.stamp >> 20 THEN true
                ELSE (excluded.stamp, excluded.node) > (known.stamp, known.node)
            END
            """)
        {
            Parameters =
            {
                Array(changes.Select(change => (short)change.Kind), NpgsqlDbType.Smallint),
                Array(changes.Select(change => change.Key), NpgsqlDbType.Text),
                Array(changes.Select(change => change.Value), NpgsqlDbType.Text),
                Array(changes.Select(change => change.Stamp), NpgsqlDbType.Bigint),
                Array(changes.Select(change => change.Weight), NpgsqlDbType.Bigint),
                Array(changes.Select(change => change.Seen), NpgsqlDbType.Bigint),
                Array(changes.Select(change => change.Unneeded), NpgsqlDbType.Bigint),
                new() { Value = node },
                new() { Value = (long)changes.Count },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_notify($1, $2)")
        {
            Parameters = { new() { Value = Channel }, new() { Value = node.ToString(CultureInfo.InvariantCulture) } },
        });

        // What is sent at once is one transaction.
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The changes after a place, in their order.</summary>
    public async Task<List<SharedChange>> PullAsync(long after, int limit, CancellationToken cancellation)
    {
        await using var command = Command("SELECT kind, key, value, stamp, node, weight, version FROM webpublisher.entries WHERE version > $1 ORDER BY version LIMIT $2");
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = limit });
        var changes = new List<SharedChange>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            changes.Add(Read(row));
        }

        return changes;
    }

    /// <summary>What is known under a key, deleted or not; null for nothing.</summary>
    public async Task<SharedChange?> FindAsync(ReplicatedKind kind, string key, CancellationToken cancellation)
    {
        await using var command = Command("SELECT kind, key, value, stamp, node, weight, version FROM webpublisher.entries WHERE kind = $1 AND key = $2");
        command.Parameters.Add(new() { Value = (short)kind });
        command.Parameters.Add(new() { Value = key });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? Read(row) : null;
    }

    /// <summary>The kind and key of everything that there is.</summary>
    public async Task<List<(ReplicatedKind Kind, string Key)>> KeysAsync(CancellationToken cancellation)
    {
        await using var command = Command("SELECT kind, key FROM webpublisher.entries WHERE value IS NOT NULL");
        command.CommandTimeout = 0;
        var keys = new List<(ReplicatedKind, string)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            keys.Add(((ReplicatedKind)row.GetInt16(0), row.GetString(1)));
        }

        return keys;
    }

    /// <summary>Says that this node is there, and asks who else is. Those unseen for longest beyond 64 are not told.</summary>
    public async Task<ImmutableArray<ReplicationNode>> BeatAsync(string name, CancellationToken cancellation)
    {
        await using var say = Command("INSERT INTO webpublisher.nodes VALUES ($1, $2, now()) ON CONFLICT (id) DO UPDATE SET name = excluded.name, seen = excluded.seen");
        say.Parameters.Add(new() { Value = node });
        say.Parameters.Add(new() { Value = name });
        await say.ExecuteNonQueryAsync(cancellation);

        await using var ask = Command("SELECT name, seen FROM webpublisher.nodes ORDER BY seen DESC LIMIT 64");
        var nodes = ImmutableArray.CreateBuilder<ReplicationNode>();
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            nodes.Add(new ReplicationNode(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)));
        }

        nodes.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return nodes.ToImmutable();
    }

    /// <summary>The database's clock.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellation)
    {
        await using var command = Command("SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
    }

    /// <summary>Forgets what nobody needs any more: deletions that every node has had time to hear of, entries that are long void, content without a message.</summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        await using var command = Command(
            $"""
            UPDATE webpublisher.cluster SET version = version;
            WITH gone AS (
                DELETE FROM webpublisher.entries
                WHERE (value IS NULL AND changed < now() - interval '{KeptDeleted}')
                    OR (unneeded < extract(epoch FROM now() - interval '{KeptUnneeded}') * 1000)
                    OR version <= (SELECT version FROM webpublisher.entries WHERE kind = {(int)ReplicatedKind.Profile} ORDER BY version DESC OFFSET {MaximumProfiles} LIMIT 1)
                        AND kind = {(int)ReplicatedKind.Profile}
                RETURNING version)
            UPDATE webpublisher.cluster SET purged = greatest(purged, (SELECT max(version) FROM gone));
            DELETE FROM webpublisher.held_content WHERE added < now() - interval '{KeptDeleted}'
                AND NOT EXISTS (SELECT FROM webpublisher.entries WHERE kind = {(int)ReplicatedKind.Held} AND key = jsonb_build_array(held_content.reference)::text AND value IS NOT NULL);
            DELETE FROM webpublisher.claims WHERE until < now() - interval '{KeptDeleted}';
            DELETE FROM webpublisher.nodes WHERE seen < now() - interval '{KeptDeleted}';
            """);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Puts the content of a held message into the database, in the place of what an earlier attempt has left.</summary>
    public async Task PutContentAsync(string reference, Stream content, CancellationToken cancellation)
    {
        await DeleteContentAsync(reference, cancellation);
        var buffer = new byte[ChunkSize];
        for (var position = 0; await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is var count and > 0; position++)
        {
            await using var command = Command("INSERT INTO webpublisher.held_content (reference, position, data) VALUES ($1, $2, $3)");
            command.Parameters.Add(new() { Value = reference });
            command.Parameters.Add(new() { Value = position });
            command.Parameters.Add(new() { Value = count == buffer.Length ? buffer : buffer[..count] });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Reads the content of a held message; nothing when there is none.</summary>
    public async Task GetContentAsync(string reference, Stream content, CancellationToken cancellation)
    {
        for (var position = 0; ; position++)
        {
            await using var command = Command("SELECT data FROM webpublisher.held_content WHERE reference = $1 AND position = $2");
            command.Parameters.Add(new() { Value = reference });
            command.Parameters.Add(new() { Value = position });
            if (await command.ExecuteScalarAsync(cancellation) is not byte[] data)
            {
                return;
            }

            await content.WriteAsync(data, cancellation);
        }
    }

    /// <summary>Deletes the content of a held message.</summary>
    public async Task DeleteContentAsync(string reference, CancellationToken cancellation)
    {
        await using var command = Command("DELETE FROM webpublisher.held_content WHERE reference = $1");
        command.Parameters.Add(new() { Value = reference });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Claims a held message for a time, unless somebody has it.</summary>
    public async Task<bool> TryClaimAsync(string reference, string token, TimeSpan lease, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            INSERT INTO webpublisher.claims AS known VALUES ($1, $2, $3, now() + $4)
            ON CONFLICT (reference) DO UPDATE SET node = excluded.node, token = excluded.token, until = excluded.until WHERE known.until <= now()
            """);
        command.Parameters.Add(new() { Value = reference });
        command.Parameters.Add(new() { Value = node });
        command.Parameters.Add(new() { Value = token });
        command.Parameters.Add(new() { Value = lease });
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Gives a claim back.</summary>
    public async Task UnclaimAsync(string reference, string token, CancellationToken cancellation)
    {
        await using var command = Command("DELETE FROM webpublisher.claims WHERE reference = $1 AND token = $2");
        command.Parameters.Add(new() { Value = reference });
        command.Parameters.Add(new() { Value = token });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static SharedChange Read(NpgsqlDataReader row) => new(
        (ReplicatedKind)row.GetInt16(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));

    private static NpgsqlParameter Array<T>(IEnumerable<T> values, NpgsqlDbType type) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private NpgsqlCommand Command(string statement) => new(statement, connection);
}
