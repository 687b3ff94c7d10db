using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;

namespace WebPublisher.State.Replication;

/// <summary>How one kind of what nodes share stands in the file. The statements have <c>$key</c>, a JSON array, and <c>$value</c>, a JSON object.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Section">What is read again after a change.</param>
/// <param name="Keys">Every key there is, and the weight of its entry (<see cref="PendingChange.Weight"/>).</param>
/// <param name="Read">The value of a key, and the moment from which nobody needs it any more (milliseconds since 1970, or NULL for never); no row when it is deleted.</param>
/// <param name="Write">Puts a value in the place of what is there.</param>
/// <param name="Delete">Deletes it.</param>
internal sealed record ReplicatedTable(ReplicatedKind Kind, StateSection Section, string Keys, string Read, string Write, string Delete)
{
    /// <summary>How long a profile that nobody adds to stays in the database, in milliseconds: 180 days.</summary>
    private const long ProfileKept = 180L * 24 * 3600 * 1000;

    /// <summary>How long a device that nobody logs on with stays there: 400 days.</summary>
    private const long DeviceKept = 400L * 24 * 3600 * 1000;

    private const string AddressKey = "list = json_extract($key, '$[0]') AND first = unhex(json_extract($key, '$[1]')) AND last = unhex(json_extract($key, '$[2]'))";
    private const string ProfileKey = "address = unhex(json_extract($key, '$[0]')) AND node = json_extract($key, '$[1]')";
    private const string First = "unhex(json_extract($key, '$[0]'))";
    private const string Message = "(SELECT id FROM held WHERE reference = json_extract($key, '$[0]'))";

    private static readonly string s_addressKept = ((long)AddressLists.KeptExpired.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Every kind, by its number.</summary>
    public static readonly ImmutableDictionary<ReplicatedKind, ReplicatedTable> All = new ReplicatedTable[]
    {
        new(
            ReplicatedKind.Address,
            StateSection.Addresses,
            "SELECT json_array(list, hex(first), hex(last)) AS key, CASE WHEN origin = 0 THEN ifnull(expires, 9000000000000) ELSE 0 END AS weight FROM addresses",
            $"SELECT json_object('expires', expires, 'comment', comment, 'origin', origin, 'added', added), expires + {s_addressKept} FROM addresses WHERE {AddressKey}",
            """
            INSERT INTO addresses (list, first, last, expires, comment, origin, added)
            VALUES (json_extract($key, '$[0]'), unhex(json_extract($key, '$[1]')), unhex(json_extract($key, '$[2]')),
                $value->>'expires', $value->>'comment', $value->>'origin', $value->>'added')
            ON CONFLICT (list, first, last) DO UPDATE SET expires = excluded.expires, comment = excluded.comment, origin = excluded.origin, added = excluded.added
            """,
            $"DELETE FROM addresses WHERE {AddressKey}"),
        new(
            ReplicatedKind.Profile,
            StateSection.Profiles,
            "SELECT json_array(hex(address), node) AS key, 0 AS weight FROM profiles",
            $"""
            SELECT json_object('messages', messages, 'sclSum', scl_sum, 'helloProblems', hello_problems, 'reverseDnsProblems', reverse_dns_problems,
                'firstSeen', first_seen, 'lastSeen', last_seen, 'hello', hello), last_seen + {ProfileKept} FROM profiles WHERE {ProfileKey}
            """,
            $"""
            INSERT OR REPLACE INTO profiles VALUES ({First}, json_extract($key, '$[1]'), $value->>'messages', $value->>'sclSum', $value->>'helloProblems',
                $value->>'reverseDnsProblems', $value->>'firstSeen', $value->>'lastSeen', $value->>'hello')
            """,
            $"DELETE FROM profiles WHERE {ProfileKey}"),
        new(
            ReplicatedKind.Safelist,
            StateSection.Safelist,
            "SELECT json_array(hex(hash)) AS key, 0 AS weight FROM safelist",
            $"SELECT json_object('kind', kind), NULL FROM safelist WHERE hash = {First}",
            $"INSERT OR REPLACE INTO safelist VALUES ({First}, $value->>'kind')",
            $"DELETE FROM safelist WHERE hash = {First}"),
        new(
            ReplicatedKind.LogonLock,
            StateSection.Logons,
            "SELECT json_array(hex(key)) AS key, 0 AS weight FROM logon_locks",
            $"""
            SELECT json_object('kind', kind, 'user', hex(user), 'network', network, 'failures', failures, 'since', since, 'until', until), until
            FROM logon_locks WHERE key = {First}
            """,
            $"""
            INSERT INTO logon_locks (key, kind, user, network, failures, since, until)
            VALUES ({First}, $value->>'kind', unhex($value->>'user'), $value->>'network', $value->>'failures', $value->>'since', $value->>'until')
            ON CONFLICT (key) DO UPDATE SET
                kind = excluded.kind, user = excluded.user, network = excluded.network, failures = excluded.failures, since = excluded.since, until = excluded.until
            """,
            $"DELETE FROM logon_locks WHERE key = {First}"),
        new(
            ReplicatedKind.KnownDevice,
            StateSection.Devices,
            "SELECT json_array(hex(device)) AS key, 0 AS weight FROM known_devices",
            $"SELECT json_object('seen', seen), seen + {DeviceKept} FROM known_devices WHERE device = {First}",
            $"INSERT INTO known_devices VALUES ({First}, $value->>'seen') ON CONFLICT (device) DO UPDATE SET seen = excluded.seen",
            $"DELETE FROM known_devices WHERE device = {First}"),
        new(
            ReplicatedKind.Held,
            StateSection.Held,
            "SELECT json_array(reference) AS key, 0 AS weight FROM held",
            """
            SELECT json_object('received', received, 'connector', connector, 'client', client, 'clientName', client_name, 'sender', sender, 'mailParameters', mail_parameters,
                'subject', subject, 'agent', agent, 'reason', reason, 'evidence', evidence, 'size', size, 'state', state,
                'recipients', (SELECT json_group_array(json_object('address', address, 'parameters', parameters, 'released', released, 'answer', answer))
                    FROM (SELECT * FROM held_recipients WHERE message = held.id ORDER BY position))), NULL
            FROM held WHERE reference = json_extract($key, '$[0]')
            """,
            $"""
            INSERT INTO held (reference, received, connector, client, client_name, sender, mail_parameters, subject, agent, reason, evidence, size, state, shared)
            VALUES (json_extract($key, '$[0]'), $value->>'received', $value->>'connector', $value->>'client', $value->>'clientName', $value->>'sender', $value->>'mailParameters',
                $value->>'subject', $value->>'agent', $value->>'reason', $value->>'evidence', $value->>'size', $value->>'state', 2)
            ON CONFLICT (reference) DO UPDATE SET state = excluded.state, shared = 2;
            DELETE FROM held_recipients WHERE message = {Message};
            INSERT INTO held_recipients
                SELECT {Message}, recipient.key, recipient.value->>'address', recipient.value->>'parameters', recipient.value->>'released', recipient.value->>'answer'
                FROM json_each($value, '$.recipients') AS recipient;
            """,
            "DELETE FROM held WHERE reference = json_extract($key, '$[0]')"),
    }.ToImmutableDictionary(table => table.Kind);
}
