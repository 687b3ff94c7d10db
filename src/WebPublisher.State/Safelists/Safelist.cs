using System.Collections.Immutable;
using WebPublisher.State.Database;

namespace WebPublisher.State.Safelists;

/// <summary>
/// The safe senders, safe recipients and blocked senders of users, as salted SHA-256 hashes: whether an entry is there can be asked, what is there cannot be read out.
/// </summary>
public sealed class Safelist : IStateSnapshot
{
    /// <summary>The most entries.</summary>
    public const int MaximumEntries = 2_000_000;

    private readonly StateWriter _writer;
    private volatile SafelistHashes _hashes = SafelistHashes.Empty;
    private volatile SafelistHash _hash = new([]);

    internal Safelist(StateWriter writer) => _writer = writer;

    /// <summary>The most entries, for tests of the limit.</summary>
    internal int Maximum { get; set; } = MaximumEntries;

    StateSection? IStateSnapshot.Section => StateSection.Safelist;

    /// <summary>How many entries there are of each kind; a kind without entries is not in it.</summary>
    public ImmutableDictionary<SafelistKind, int> Counts => _hashes.Counts;

    /// <summary>Whether a recipient wants what a sender writes: its address or its domain is among the recipient's safe senders.</summary>
    /// <param name="recipient">The recipient's address.</param>
    /// <param name="sender">The sender's address.</param>
    public bool IsSafeSender(string recipient, string sender) => Has(recipient, SafelistKind.SafeSender, sender);

    /// <summary>Whether a recipient wants what is written to an address: it or its domain is among the recipient's safe recipients.</summary>
    /// <param name="recipient">The recipient's address.</param>
    /// <param name="addressed">The address that the message is written to, such as a mailing list's.</param>
    public bool IsSafeRecipient(string recipient, string addressed) => Has(recipient, SafelistKind.SafeRecipient, addressed);

    /// <summary>Whether a recipient does not want what a sender writes.</summary>
    /// <param name="recipient">The recipient's address.</param>
    /// <param name="sender">The sender's address.</param>
    public bool IsBlockedSender(string recipient, string sender) => Has(recipient, SafelistKind.BlockedSender, sender);

    /// <summary>Adds entries; those that are there already stay.</summary>
    /// <param name="entries">The entries; read to the end while others wait to write.</param>
    /// <param name="replaces">Whether they take the place of all that is there.</param>
    /// <returns>How many entries are new.</returns>
    /// <exception cref="StateException">They cannot be kept, or are too many; nothing has changed.</exception>
    public Task<int> ImportAsync(IReadOnlyCollection<SafelistEntry> entries, bool replaces) => _writer.WriteAsync(transaction =>
    {
        if (replaces)
        {
            transaction.Run("DELETE FROM safelist");
        }

        var added = 0;
        var hash = new byte[SafelistHash.Length];
        using var insert = transaction.Command("INSERT OR IGNORE INTO safelist VALUES ($hash, $kind)", ("$hash", hash), ("$kind", 0));
        foreach (var entry in entries)
        {
            _hash.Write(entry.Recipient, entry.Kind, Party(entry.Party), hash);
            insert.Parameters[1].Value = (int)entry.Kind;
            added += insert.ExecuteNonQuery();
        }

        if ((long)transaction.Scalar("SELECT count(*) FROM safelist")! > Maximum)
        {
            throw new StateException($"a safelist has {Maximum} entries at most.");
        }

        transaction.Touch(StateSection.Safelist);
        var hashes = Read(transaction);
        transaction.OnCommitted(() => _hashes = hashes);
        return added;
    });

    void IStateSnapshot.Load(StateTransaction reading)
    {
        _hash = new SafelistHash((byte[])reading.Scalar("SELECT value FROM salt")!);
        _hashes = Read(reading);
    }

    // An entry for a domain may be written with or without the sign.
    private static string Party(string party) => party.StartsWith('@') ? party[1..] : party;

    private static SafelistHashes Read(StateTransaction reading)
    {
        using var command = reading.Command("SELECT hash, kind FROM safelist ORDER BY hash");
        using var row = command.ExecuteReader();
        var counts = new Dictionary<SafelistKind, int>();
        using var sorted = new MemoryStream();
        while (row.Read())
        {
            sorted.Write(row.GetFieldValue<byte[]>(0));
            var kind = (SafelistKind)row.GetInt32(1);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        return new SafelistHashes(sorted.ToArray(), counts.ToImmutableDictionary());
    }

    private bool Has(string recipient, SafelistKind kind, string address)
    {
        var hashes = _hashes;
        if (hashes.IsEmpty)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SafelistHash.Length];
        _hash.Write(recipient, kind, address, hash);
        if (hashes.Contains(hash))
        {
            return true;
        }

        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            return false;
        }

        _hash.Write(recipient, kind, address.AsSpan(at + 1), hash);
        return hashes.Contains(hash);
    }
}
