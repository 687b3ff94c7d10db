using System.Collections.Immutable;

namespace WebPublisher.State.Database;

/// <summary>The tables. Moments are milliseconds since 1970 UTC; addresses are 16 octets, IPv4 as mapped to IPv6, so that they sort.</summary>
internal static class StateSchema
{
    /// <summary>What says of a file that it is ours (<c>PRAGMA application_id</c>): the letters WPST.</summary>
    public const int ApplicationId = 0x57505354;

    /// <summary>What brings a file from version n to n + 1. Released steps are never changed; a new one goes to the end.</summary>
    public static readonly ImmutableArray<string> Steps =
    [
        """
        CREATE TABLE revisions (section INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
        INSERT INTO revisions VALUES (0, 0), (1, 0), (2, 0);
        CREATE TABLE addresses (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            list INTEGER NOT NULL,
            first BLOB NOT NULL,
            last BLOB NOT NULL,
            expires INTEGER,
            comment TEXT,
            origin INTEGER NOT NULL,
            added INTEGER NOT NULL,
            UNIQUE (list, first, last)) STRICT;
        CREATE INDEX addresses_by_expiry ON addresses (expires) WHERE expires IS NOT NULL;
        CREATE INDEX addresses_by_origin ON addresses (origin, expires);
        CREATE TABLE profiles (
            address BLOB PRIMARY KEY,
            messages INTEGER NOT NULL,
            scl_sum INTEGER NOT NULL,
            hello_problems INTEGER NOT NULL,
            reverse_dns_problems INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            hello TEXT) STRICT, WITHOUT ROWID;
        CREATE TABLE salt (value BLOB NOT NULL) STRICT;
        INSERT INTO salt VALUES (randomblob(32));
        CREATE TABLE safelist (hash BLOB PRIMARY KEY, kind INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE held (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            reference TEXT NOT NULL UNIQUE,
            received INTEGER NOT NULL,
            connector TEXT NOT NULL,
            client TEXT NOT NULL,
            client_name TEXT,
            sender TEXT NOT NULL,
            mail_parameters TEXT NOT NULL,
            subject TEXT NOT NULL,
            agent TEXT NOT NULL,
            reason TEXT NOT NULL,
            evidence TEXT NOT NULL,
            size INTEGER NOT NULL,
            state INTEGER NOT NULL) STRICT;
        CREATE INDEX held_by_state ON held (state, size);
        CREATE INDEX held_by_received ON held (received);
        CREATE TABLE held_recipients (
            message INTEGER NOT NULL REFERENCES held (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            address TEXT NOT NULL,
            parameters TEXT NOT NULL,
            released INTEGER NOT NULL,
            answer TEXT,
            PRIMARY KEY (message, position)) STRICT, WITHOUT ROWID;
        """,
        """
        INSERT INTO revisions VALUES (3, 0);
        CREATE TABLE installation_key (value BLOB NOT NULL) STRICT;
        INSERT INTO installation_key VALUES (randomblob(32));
        CREATE TABLE logon_locks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key BLOB NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            user BLOB NOT NULL,
            network TEXT NOT NULL,
            failures INTEGER NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL) STRICT;
        CREATE INDEX logon_locks_by_end ON logon_locks (until);
        CREATE TABLE known_devices (device BLOB PRIMARY KEY, seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX known_devices_by_seen ON known_devices (seen);
        """,
        ReplicationTables.Step,
    ];
}
