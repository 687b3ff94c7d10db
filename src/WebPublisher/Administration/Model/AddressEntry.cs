using WebPublisher.State.Addresses;

namespace WebPublisher.Administration.Model;

/// <summary>An entry of the block or allow list: an item of <c>GET /api/addresses</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="List"><c>block</c> or <c>allow</c>.</param>
/// <param name="Addresses">An address, a network or a range.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="Expired">Whether it has ended.</param>
/// <param name="Comment">Why it is there.</param>
/// <param name="Origin"><c>operator</c> or <c>reputation</c>.</param>
/// <param name="Added">Since when.</param>
internal sealed record AddressEntry(
    long Id,
    string List,
    string Addresses,
    DateTimeOffset? Expires,
    bool Expired,
    string? Comment,
    string Origin,
    DateTimeOffset Added)
{
    /// <summary>Takes it from the lists.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The present moment.</param>
    public static AddressEntry Of(StoredAddress entry, DateTimeOffset now) => new(
        entry.Id,
        entry.List == AddressListKind.Allow ? "allow" : "block",
        entry.Addresses.ToString(),
        entry.Expires,
        entry.IsExpired(now),
        entry.Comment,
        entry.Origin == EntryOrigin.Operator ? "operator" : "reputation",
        entry.Added);
}
