using System.Diagnostics.CodeAnalysis;

namespace WebPublisher.Mail.Addresses;

/// <summary>
/// Compares addresses without regard to the case of the local part, as nearly every mail system does. RFC 5321 section 2.4 lets a server distinguish, so
/// this serves lists and counters, never the decision that two recipients are one.
/// </summary>
public sealed class MailAddressComparer : IEqualityComparer<MailAddress>
{
    private MailAddressComparer()
    {
    }

    /// <summary>The comparer.</summary>
    public static MailAddressComparer IgnoreCase { get; } = new();

    /// <inheritdoc/>
    public bool Equals(MailAddress? x, MailAddress? y)
        => ReferenceEquals(x, y) || (x is not null && y is not null
            && string.Equals(x.LocalPart, y.LocalPart, StringComparison.OrdinalIgnoreCase) && x.Domain.Equals(y.Domain));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] MailAddress obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return HashCode.Combine(string.GetHashCode(obj.LocalPart, StringComparison.OrdinalIgnoreCase), obj.Domain);
    }
}
