using System.Collections.Immutable;
using System.Net;
using Microsoft.Data.Sqlite;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Database;
using WebPublisher.State.Replication;

namespace WebPublisher.State.Addresses;

/// <summary>
/// The stored allow and block lists. An entry is void from its moment of expiry on, is still listed for <see cref="KeptExpired"/>, and then goes with the next change.
/// </summary>
public sealed class AddressLists : IStateSnapshot
{
    /// <summary>The most entries both lists have together.</summary>
    public const int MaximumEntries = 250_000;

    /// <summary>The most entries that the server makes by itself; the one that ends first goes for a new one.</summary>
    public const int MaximumByReputation = 50_000;

    /// <summary>The longest comment, in characters.</summary>
    public const int MaximumComment = 500;

    /// <summary>How long expired entries stay listed.</summary>
    public static readonly TimeSpan KeptExpired = TimeSpan.FromDays(30);

    private const int MaximumRangesFollowed = 16;

    private readonly StateWriter _writer;
    private readonly TimeProvider _time;
    private volatile AddressSet[] _sets = [AddressSet.Empty, AddressSet.Empty];

    internal AddressLists(StateWriter writer, TimeProvider time) => (_writer, _time) = (writer, time);

    StateSection? IStateSnapshot.Section => StateSection.Addresses;

    /// <summary>Every entry of both lists, expired ones among them, by their number.</summary>
    public ImmutableArray<StoredAddress> Entries => [.. _sets.SelectMany(set => set.Entries).OrderBy(entry => entry.Id)];

    /// <summary>How many entries of a list hold now.</summary>
    /// <param name="list">The list.</param>
    /// <param name="origin">Only those made so; null for all.</param>
    public int CountOf(AddressListKind list, EntryOrigin? origin = null)
    {
        var now = _time.GetUtcNow();
        return _sets[(int)list].Entries.Count(entry => (origin is null || entry.Origin == origin) && !entry.IsExpired(now));
    }

    /// <summary>An entry of a list that holds for an address now, or null. Takes logarithmic time and waits for nothing.</summary>
    public StoredAddress? Find(AddressListKind list, IPAddress address) => _sets[(int)list].Find(AddressNumber.Of(address), _time.GetUtcNow());

    /// <summary>
    /// Puts addresses on a list, in the place of an entry for just the same addresses. What the server does by itself does not touch an operator's entry that holds.
    /// </summary>
    /// <returns>The entry that now holds.</returns>
    /// <exception cref="StateException">It cannot be kept, or the lists are full.</exception>
    public Task<StoredAddress> AddAsync(AddressListKind list, AddressRange addresses, DateTimeOffset? expires, string? comment, EntryOrigin origin)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(comment?.Length ?? 0, MaximumComment, nameof(comment));
        return _writer.WriteAsync(transaction =>
        {
            var now = _time.GetUtcNow();
            var entry = new StoredAddress(0, list, addresses, expires, comment, origin, now);
            var existing = Same(transaction, entry);
            if (origin == EntryOrigin.Reputation && existing is { Origin: EntryOrigin.Operator } && !existing.IsExpired(now))
            {
                return existing;
            }

            Purge(transaction, now);
            if (existing is null)
            {
                MakeRoom(transaction, origin);
            }

            var id = (long)transaction.Scalar(
                """
                INSERT INTO addresses (list, first, last, expires, comment, origin, added) VALUES ($list, $first, $last, $expires, $comment, $origin, $added)
                ON CONFLICT DO UPDATE SET expires = $expires, comment = $comment, origin = $origin, added = $added RETURNING id
                """,
                ("$list", (int)list), ("$first", AddressNumber.Octets(entry.First)), ("$last", AddressNumber.Octets(entry.Last)),
                ("$expires", expires?.ToUnixTimeMilliseconds()), ("$comment", comment), ("$origin", (int)origin), ("$added", now.ToUnixTimeMilliseconds()))!;
            entry = entry with { Id = id };
            transaction.Touch(StateSection.Addresses);
            transaction.OnCommitted(() => Replace(list, set => set.With(entry)));
            return entry;
        });
    }

    /// <summary>Takes the entries for just these addresses off both lists.</summary>
    /// <returns>The entries that are gone; none if there was none.</returns>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Task<ImmutableArray<StoredAddress>> RemoveAsync(AddressRange addresses) => _writer.WriteAsync(transaction =>
    {
        var removed = Delete(
            transaction,
            "first = $first AND last = $last",
            ("$first", AddressNumber.Octets(AddressNumber.Of(addresses.First))), ("$last", AddressNumber.Octets(AddressNumber.Of(addresses.Last))));
        Purge(transaction, _time.GetUtcNow());
        return removed;
    });

    void IStateSnapshot.Load(StateTransaction reading)
    {
        using var command = reading.Command("SELECT id, list, first, last, expires, comment, origin, added FROM addresses");
        var entries = Read(command).ToLookup(entry => entry.List);
        _sets = [AddressSet.Of([.. entries[AddressListKind.Allow]]), AddressSet.Of([.. entries[AddressListKind.Block]])];
    }

    void IStateSnapshot.Follow(StateTransaction reading, IReadOnlyCollection<string> keys)
    {
        // Ranges are put in order again for each of them.
        var ranges = keys.Count(key => SharedKey.Text(key, 1) != SharedKey.Text(key, 2));
        if (ranges > MaximumRangesFollowed)
        {
            ((IStateSnapshot)this).Load(reading);
            return;
        }

        foreach (var key in keys)
        {
            var (list, first, last) = ((AddressListKind)SharedKey.Number(key, 0), Convert.FromHexString(SharedKey.Text(key, 1)), Convert.FromHexString(SharedKey.Text(key, 2)));
            var known = new StoredAddress(0, list, AddressNumber.Range(first, last), null, null, EntryOrigin.Operator, default);
            var found = Same(reading, known);
            Replace(list, set => found is null ? set.Without(known) : set.With(found));
        }
    }

    // Each node does so by itself.
    private void Purge(StateTransaction transaction, DateTimeOffset now) =>
        transaction.Unshared(() => Delete(transaction, "expires < $before", ("$before", (now - KeptExpired).ToUnixTimeMilliseconds())));

    private void MakeRoom(StateTransaction transaction, EntryOrigin origin)
    {
        if (origin == EntryOrigin.Reputation && (long)transaction.Scalar("SELECT count(*) FROM addresses WHERE origin = 1")! >= MaximumByReputation)
        {
            Delete(transaction, "id = (SELECT id FROM addresses WHERE origin = 1 ORDER BY expires LIMIT 1)");
        }

        if ((long)transaction.Scalar("SELECT count(*) FROM addresses")! >= MaximumEntries)
        {
            throw new StateException($"the lists have {MaximumEntries} entries, and may have no more: remove some, or join neighbours to networks or ranges.");
        }
    }

    private ImmutableArray<StoredAddress> Delete(StateTransaction transaction, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = transaction.Command($"DELETE FROM addresses WHERE {condition} RETURNING id, list, first, last, expires, comment, origin, added", parameters);
        var deleted = Read(command).ToImmutableArray();
        if (!deleted.IsEmpty)
        {
            transaction.Touch(StateSection.Addresses);
            transaction.OnCommitted(() =>
            {
                foreach (var entry in deleted)
                {
                    Replace(entry.List, set => set.Without(entry));
                }
            });
        }

        return deleted;
    }

    private static StoredAddress? Same(StateTransaction transaction, StoredAddress entry)
    {
        using var command = transaction.Command(
            "SELECT id, list, first, last, expires, comment, origin, added FROM addresses WHERE list = $list AND first = $first AND last = $last",
            ("$list", (int)entry.List), ("$first", AddressNumber.Octets(entry.First)), ("$last", AddressNumber.Octets(entry.Last)));
        return Read(command).FirstOrDefault();
    }

    private static List<StoredAddress> Read(SqliteCommand command)
    {
        var entries = new List<StoredAddress>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            entries.Add(new StoredAddress(
                row.GetInt64(0),
                (AddressListKind)row.GetInt32(1),
                AddressNumber.Range(row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)),
                row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
                row.IsDBNull(5) ? null : row.GetString(5),
                (EntryOrigin)row.GetInt32(6),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7))));
        }

        return entries;
    }

    private void Replace(AddressListKind list, Func<AddressSet, AddressSet> change) => 
        _sets = [.. _sets.Select((set, index) => index == (int)list ? change(set) : set)];
}
