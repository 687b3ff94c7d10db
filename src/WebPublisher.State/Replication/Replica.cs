using WebPublisher.State.Database;
using WebPublisher.State.Held;

namespace WebPublisher.State.Replication;

/// <summary>This node's copy of what nodes share, and its list of what the others have not been told of (<see cref="ReplicationTables"/>).</summary>
/// <param name="writer">Who touches the file.</param>
internal sealed class Replica(StateWriter writer)
{
    /// <summary>Where this node has come so far among the changes of the database.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<long> PulledAsync() => QuietlyAsync(transaction => (long)transaction.Scalar("SELECT pulled FROM replication")!);

    /// <summary>Begins to note changes, unless that has begun before; what is there by then waits to be told too, and yields to whatever the others have.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task<NodeIdentity> BeginAsync() => QuietlyAsync(transaction =>
    {
        if (transaction.Run("UPDATE replication SET is_on = 1, cluster = NULL, pulled = 0 WHERE is_on = 0") > 0)
        {
            NoteEverything(transaction);
        }

        return Identity(transaction);
    });

    /// <summary>Ends it: from now on this node keeps its state alone.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task EndAsync() => QuietlyAsync(transaction =>
    {
        if (transaction.Run("UPDATE replication SET is_on = 0 WHERE is_on = 1") > 0)
        {
            transaction.Run("DELETE FROM outbox");
            transaction.Run("UPDATE held SET shared = 0");
        }

        return true;
    });

    /// <summary>Who this node is.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<NodeIdentity> IdentityAsync() => QuietlyAsync(Identity);

    /// <summary>How much hangs on the key and the salt that this node has: locks, devices, safelist entries.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<(long Locks, long Devices, long Safelist)> KeyedAsync() => QuietlyAsync(transaction => (
        (long)transaction.Scalar("SELECT count(*) FROM logon_locks")!,
        (long)transaction.Scalar("SELECT count(*) FROM known_devices")!,
        (long)transaction.Scalar("SELECT count(*) FROM safelist")!));

    /// <summary>Takes over the cluster's key and salt. What hangs on this node's own can be read by nobody then, and goes.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task AdoptAsync(Cluster cluster) => QuietlyAsync(transaction =>
    {
        transaction.Unshared(() =>
        {
            transaction.Run("UPDATE installation_key SET value = $key", ("$key", cluster.Key));
            transaction.Run("UPDATE salt SET value = $salt", ("$salt", cluster.Salt));
            transaction.Run("DELETE FROM logon_locks");
            transaction.Run("DELETE FROM known_devices");
            transaction.Run("DELETE FROM safelist");
            transaction.Run("DELETE FROM outbox WHERE kind IN (3, 4, 5)");
        });
        foreach (var section in (ReadOnlySpan<StateSection>)[StateSection.Key, StateSection.Logons, StateSection.Devices, StateSection.Safelist])
        {
            writer.FollowOnCommit(transaction, section, keys: null);
        }

        return true;
    });

    /// <summary>
    /// Finds the node's place in a cluster. In one that is new to it, or one that has been put back to an earlier time, everything this node knows waits to be told again.
    /// </summary>
    /// <returns>Whether the cluster has forgotten deletions that this node has not heard of.</returns>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task<bool> JoinAsync(Cluster cluster) => QuietlyAsync(transaction =>
    {
        var (known, pulled) = (transaction.Scalar("SELECT cluster FROM replication") as string, (long)transaction.Scalar("SELECT pulled FROM replication")!);
        if (known == cluster.Id && pulled <= cluster.Version)
        {
            return pulled < cluster.Purged;
        }

        transaction.Run("UPDATE replication SET cluster = $id, pulled = 0", ("$id", cluster.Id));
        transaction.Run("UPDATE outbox SET seen = 0");
        transaction.Run($"UPDATE held SET shared = {(int)HeldSharing.Perhaps} WHERE shared = {(int)HeldSharing.Told}");
        NoteEverything(transaction);
        return false;
    });

    /// <summary>The oldest changes that wait to be told, held messages left out.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<List<PendingChange>> PendingAsync(int limit) => QuietlyAsync(transaction =>
        Pending(transaction, $"kind <> {(int)ReplicatedKind.Held} ORDER BY stamp LIMIT $limit", ("$limit", limit)));

    /// <summary>The held messages that wait to be told, the oldest first.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<List<PendingChange>> PendingHeldAsync(int limit) => QuietlyAsync(transaction =>
        Pending(transaction, $"kind = {(int)ReplicatedKind.Held} ORDER BY stamp LIMIT $limit", ("$limit", limit)));

    /// <summary>What waits to be told of one held message: one change or none.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<List<PendingChange>> PendingHeldAsync(string reference) => QuietlyAsync(transaction =>
        Pending(transaction, $"kind = {(int)ReplicatedKind.Held} AND key = $key", ("$key", SharedKey.Of(reference))));

    /// <summary>Whether other nodes know of a held message; one that is not there, nobody knows.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<HeldSharing> SharedAsync(string reference) => QuietlyAsync(transaction =>
        (HeldSharing)((long?)transaction.Scalar("SELECT shared FROM held WHERE reference = $reference", ("$reference", reference)) ?? 0));

    /// <summary>Marks whether other nodes know of a held message.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task MarkAsync(string reference, HeldSharing shared) => QuietlyAsync(transaction =>
        transaction.Run("UPDATE held SET shared = $shared WHERE reference = $reference", ("$shared", (int)shared), ("$reference", reference)));

    /// <summary>The held message with a reference, or null.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<HeldMessage?> FindHeldAsync(string reference) => QuietlyAsync(transaction => HeldIndex.Find(transaction, reference));

    /// <summary>The messages that wait for an operator and whose content the database has, with its bytes.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<List<(string Reference, long Size)>> ToFetchAsync() => QuietlyAsync(transaction =>
    {
        using var command = transaction.Command($"SELECT reference, size FROM held WHERE state = 0 AND shared = {(int)HeldSharing.Told} ORDER BY received");
        using var row = command.ExecuteReader();
        var messages = new List<(string, long)>();
        while (row.Read())
        {
            messages.Add((row.GetString(0), row.GetInt64(1)));
        }

        return messages;
    });

    /// <summary>How many changes wait, and when the oldest was made (milliseconds since 1970; 0 for what was there before anything was shared).</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public Task<(long Count, long Oldest)> BacklogAsync() => QuietlyAsync(transaction => (
        (long)transaction.Scalar("SELECT count(*) FROM outbox")!,
        (long)transaction.Scalar("SELECT ifnull(min(stamp), 0) FROM outbox")! >> SharedChange.StampShift));

    /// <summary>Crosses off what has been told, unless it has changed meanwhile.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task SettleAsync(IReadOnlyList<PendingChange> told) => QuietlyAsync(transaction =>
    {
        using var delete = transaction.Command("DELETE FROM outbox WHERE kind = $kind AND key = $key AND stamp = $stamp", ("$kind", 0), ("$key", ""), ("$stamp", 0L));
        foreach (var change in told)
        {
            (delete.Parameters[0].Value, delete.Parameters[1].Value, delete.Parameters[2].Value) = ((int)change.Kind, change.Key, change.Stamp);
            delete.ExecuteNonQuery();
        }

        return true;
    });

    /// <summary>Follows changes of the database: what they say is in force when the task is done, except where a change of this node that is still to be told outweighs it.</summary>
    /// <param name="changes">The changes, in their order.</param>
    /// <param name="node">This node.</param>
    /// <param name="pulled">Where this node has come so far with them; null where they are out of order.</param>
    /// <returns>The references of held messages whose content nobody needs any more.</returns>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task<List<string>> FollowAsync(IReadOnlyList<SharedChange> changes, long node, long? pulled) => QuietlyAsync(transaction =>
    {
        var (touched, done) = (new Dictionary<StateSection, List<string>>(), new List<string>());
        using var statements = new ReplicaStatements(transaction);
        transaction.Unshared(() =>
        {
            foreach (var change in changes)
            {
                var table = ReplicatedTable.All[change.Kind];
                var (current, _) = statements.Read(table, change.Key);
                if (statements.FindPending(change.Kind, change.Key) is { } pending)
                {
                    if (change.YieldsTo(new PendingChange(change.Kind, change.Key, current, pending.Stamp, pending.Weight, pending.Seen, null), node))
                    {
                        continue;
                    }

                    statements.DropPending(change.Kind, change.Key);
                }

                if (current == change.Value)
                {
                    continue;
                }

                statements.Write(table, change.Key, change.Value);
                (touched.TryGetValue(table.Section, out var keys) ? keys : touched[table.Section] = []).Add(change.Key);
                if (change.Kind == ReplicatedKind.Held)
                {
                    done.Add(SharedKey.Text(change.Key, 0));
                }
            }

            transaction.Run(
                "UPDATE replication SET stamp = max(stamp, $stamp), pulled = ifnull($pulled, pulled)",
                ("$stamp", changes.Count == 0 ? 0 : changes.Max(change => change.Stamp)), ("$pulled", pulled));
        });
        foreach (var (section, keys) in touched)
        {
            writer.FollowOnCommit(transaction, section, keys);
        }

        done.RemoveAll(reference => (long?)transaction.Scalar("SELECT state FROM held WHERE reference = $reference", ("$reference", reference)) == 0);
        return done;
    });

    /// <summary>Deletes what is neither among some keys nor waits to be told: who was away for too long has not heard of its deletion.</summary>
    /// <exception cref="StateException">The file cannot be written.</exception>
    public Task<int> KeepOnlyAsync(IReadOnlyList<(ReplicatedKind Kind, string Key)> keys) => QuietlyAsync(transaction =>
    {
        transaction.Run("CREATE TEMP TABLE kept (kind INTEGER, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID");
        using (var insert = transaction.Command("INSERT INTO kept VALUES ($kind, $key)", ("$kind", 0), ("$key", "")))
        {
            foreach (var (kind, key) in keys)
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value) = ((int)kind, key);
                insert.ExecuteNonQuery();
            }
        }

        var deleted = 0;
        using var statements = new ReplicaStatements(transaction);
        transaction.Unshared(() =>
        {
            foreach (var table in ReplicatedTable.All.Values)
            {
                var gone = statements.KeysOf(table).Where(key => transaction.Scalar(
                    "SELECT 1 FROM kept WHERE kind = $kind AND key = $key UNION ALL SELECT 1 FROM outbox WHERE kind = $kind AND key = $key",
                    ("$kind", (int)table.Kind), ("$key", key)) is null).ToList();
                gone.ForEach(key => statements.Write(table, key, null));
                deleted += gone.Count;
                if (gone.Count > 0)
                {
                    writer.FollowOnCommit(transaction, table.Section, keys: null);
                }
            }
        });
        transaction.Run("DROP TABLE kept");
        return deleted;
    });

    private static NodeIdentity Identity(StateTransaction transaction) => new(
        (long)transaction.Scalar("SELECT node FROM replication")!,
        (byte[])transaction.Scalar("SELECT value FROM installation_key")!,
        (byte[])transaction.Scalar("SELECT value FROM salt")!);

    // A stamp below all others: whatever the cluster has, has come since.
    private static void NoteEverything(StateTransaction transaction)
    {
        foreach (var table in ReplicatedTable.All.Values)
        {
            transaction.Run($"INSERT OR IGNORE INTO outbox SELECT {(int)table.Kind}, key, 1, weight, 0 FROM ({table.Keys})");
        }
    }

    private static List<PendingChange> Pending(StateTransaction transaction, string which, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var noted = new List<(ReplicatedKind Kind, string Key, long Stamp, long Weight, long Seen)>();
        using (var command = transaction.Command($"SELECT kind, key, stamp, weight, seen FROM outbox WHERE {which}", parameters))
        {
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                noted.Add(((ReplicatedKind)row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));
            }
        }

        using var statements = new ReplicaStatements(transaction);
        return noted.ConvertAll(change =>
        {
            var (value, unneeded) = statements.Read(ReplicatedTable.All[change.Kind], change.Key);
            return new PendingChange(change.Kind, change.Key, value, change.Stamp, change.Weight, change.Seen, unneeded);
        });
    }

    private Task<T> QuietlyAsync<T>(Func<StateTransaction, T> change) => writer.WriteAsync(transaction =>
    {
        transaction.IsNews = false;
        return change(transaction);
    });
}
