namespace WebPublisher.State.Database;

/// <summary>The step that lets a file be shared: who this node is, what waits to be told to the others, and the triggers that note it.</summary>
/// <remarks>
/// A trigger writes into the transaction of the change itself, whichever process makes it: what is kept is also noted, or neither is. <c>webpublisher_now()</c> is the clock of
/// the process (<see cref="StateFile"/>). A key is deleted and inserted, and not replaced, because a trigger inherits the conflict clause of the statement that fires it.
/// </remarks>
internal static class ReplicationTables
{
    /// <summary>The weight of an entry that holds for ever, and of an operator's deletion: later than any moment.</summary>
    private const string Always = "9000000000000";

    /// <summary>The step.</summary>
    public static readonly string Step =
        $$"""
        INSERT INTO revisions VALUES (4, 0), (5, 0), (6, 0);
        CREATE TABLE replication (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            node INTEGER NOT NULL,
            is_on INTEGER NOT NULL,
            is_applying INTEGER NOT NULL,
            stamp INTEGER NOT NULL,
            cluster TEXT,
            pulled INTEGER NOT NULL) STRICT;
        INSERT INTO replication VALUES (1, random() & 0x7fffffffffffffff, 0, 0, 0, NULL, 0);
        CREATE TABLE outbox (
            kind INTEGER NOT NULL,
            key TEXT NOT NULL,
            stamp INTEGER NOT NULL,
            weight INTEGER NOT NULL,
            seen INTEGER NOT NULL,
            PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_by_stamp ON outbox (stamp);

        ALTER TABLE profiles RENAME TO profiles_of_one;
        CREATE TABLE profiles (
            address BLOB NOT NULL,
            node INTEGER NOT NULL,
            messages INTEGER NOT NULL,
            scl_sum INTEGER NOT NULL,
            hello_problems INTEGER NOT NULL,
            reverse_dns_problems INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            hello TEXT,
            PRIMARY KEY (address, node)) STRICT, WITHOUT ROWID;
        INSERT INTO profiles
            SELECT address, (SELECT node FROM replication), messages, scl_sum, hello_problems, reverse_dns_problems, first_seen, last_seen, hello FROM profiles_of_one;
        DROP TABLE profiles_of_one;
        ALTER TABLE held ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;

        {{OnEach("addresses", 1, "json_array({0}.list, hex({0}.first), hex({0}.last))", $"CASE WHEN {{0}}.origin = 0 THEN ifnull({{0}}.expires, {Always}) ELSE 0 END")}}
        {{OnEach("profiles", 2, "json_array(hex({0}.address), {0}.node)", "0")}}
        {{OnEach("safelist", 3, "json_array(hex({0}.hash))", "0")}}
        {{OnEach("logon_locks", 4, "json_array(hex({0}.key))", "0")}}
        {{OnEach("known_devices", 5, "json_array(hex({0}.device))", "0")}}
        {{On("held", "INSERT", 6, "json_array(NEW.reference)", "0")}}
        {{On("held", "UPDATE OF state", 6, "json_array(NEW.reference)", "0")}}
        {{On("held", "DELETE", 6, "json_array(OLD.reference)", "0")}}
        {{On("held_recipients", "INSERT", 6, Parent, "0")}}
        {{On("held_recipients", "UPDATE", 6, Parent, "0")}}
        """;

    private const string Parent = "json_array((SELECT reference FROM held WHERE id = NEW.message))";

    private static string OnEach(string table, int kind, string key, string weight) =>
        string.Join('\n', On(table, "INSERT", kind, Of("NEW", key), Of("NEW", weight)), On(table, "UPDATE", kind, Of("NEW", key), Of("NEW", weight)), On(table, "DELETE", kind, Of("OLD", key), Of("OLD", weight)));

    private static string Of(string row, string expression) => expression.Replace("{0}", row, StringComparison.Ordinal);

    private static string On(string table, string change, int kind, string key, string weight) =>
        $"""
        CREATE TRIGGER {table}_{change.Split(' ')[0].ToLowerInvariant()}_is_shared AFTER {change} ON {table} WHEN (SELECT is_on AND NOT is_applying FROM replication) BEGIN
            UPDATE replication SET stamp = max(stamp + 1, webpublisher_now() << 20);
            DELETE FROM outbox WHERE kind = {kind} AND key = {key};
            INSERT INTO outbox SELECT {kind}, {key}, stamp, {weight}, pulled FROM replication;
        END;
        """;
}
