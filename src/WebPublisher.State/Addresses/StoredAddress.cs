using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.State.Addresses;

/// <summary>An entry of a stored list.</summary>
/// <param name="Id">Its number; never used again.</param>
/// <param name="List">The list it is on.</param>
/// <param name="Addresses">The addresses meant.</param>
/// <param name="Expires">The moment from which it is void; null for never.</param>
/// <param name="Comment">What was noted, for the log; null for nothing.</param>
/// <param name="Origin">Who made it.</param>
/// <param name="Added">When.</param>
public sealed record StoredAddress(
    long Id, AddressListKind List, AddressRange Addresses, DateTimeOffset? Expires, string? Comment, EntryOrigin Origin, DateTimeOffset Added)
{
    /// <summary>Whether it is void.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= Expires;

    internal UInt128 First { get; } = AddressNumber.Of(Addresses.First);

    internal UInt128 Last { get; } = AddressNumber.Of(Addresses.Last);
}
