using Microsoft.Data.Sqlite;
using WebPublisher.State.Database;

namespace WebPublisher.State.Replication;

/// <summary>The statements of <see cref="ReplicatedTable"/>, each prepared once for many rows.</summary>
/// <param name="transaction">What they run in.</param>
internal sealed class ReplicaStatements(StateTransaction transaction) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <summary>The value of a key, null when it is deleted, and from when on nobody needs it.</summary>
    public (string? Value, long? Unneeded) Read(ReplicatedTable table, string key)
    {
        using var row = With(table.Read, key, null).ExecuteReader();

        // A character that JSON writes as an escape, and PostgreSQL takes in no other form.
        return row.Read() ? (row.GetString(0).Replace("\0", "\\u0000", StringComparison.Ordinal), row.IsDBNull(1) ? null : row.GetInt64(1)) : (null, null);
    }

    /// <summary>Puts a value in the place of what is there; null deletes it.</summary>
    public void Write(ReplicatedTable table, string key, string? value) => With(value is null ? table.Delete : table.Write, key, value).ExecuteNonQuery();

    /// <summary>What waits to be told of a key, or null.</summary>
    public (long Stamp, long Weight, long Seen)? FindPending(ReplicatedKind kind, string key)
    {
        using var row = With($"SELECT stamp, weight, seen FROM outbox WHERE kind = {(int)kind} AND key = $key", key, null).ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : null;
    }

    /// <summary>Has it wait no more.</summary>
    public void DropPending(ReplicatedKind kind, string key) => With($"DELETE FROM outbox WHERE kind = {(int)kind} AND key = $key", key, null).ExecuteNonQuery();

    /// <summary>Every key of a table.</summary>
    public List<string> KeysOf(ReplicatedTable table)
    {
        var keys = new List<string>();
        using var row = With(table.Keys, "", null).ExecuteReader();
        while (row.Read())
        {
            keys.Add(row.GetString(0));
        }

        return keys;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
    }

    private SqliteCommand With(string statement, string key, string? value)
    {
        if (!_prepared.TryGetValue(statement, out var command))
        {
            _prepared.Add(statement, command = transaction.Command(statement, ("$key", key), ("$value", value)));
        }

        command.Parameters[0].Value = key;
        command.Parameters[1].Value = (object?)value ?? DBNull.Value;
        return command;
    }
}
