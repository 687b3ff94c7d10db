using System.Collections.Frozen;

namespace WebPublisher.Policy.Filtering;

/// <summary>The methods that pass a filter.</summary>
/// <param name="allowed">The only ones, case-sensitive as methods are (RFC 9110 section 9.1); null for any.</param>
/// <param name="denied">Refused ones, in whatever case: back ends are known that do not mind it.</param>
public sealed class FilterMethods(IEnumerable<string>? allowed, IEnumerable<string> denied)
{
    /// <summary>The only ones that pass, or null for any.</summary>
    public FrozenSet<string>? Allowed { get; } = allowed?.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Those that do not pass.</summary>
    public FrozenSet<string> Denied { get; } = denied.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a method passes.</summary>
    public bool Allows(string method) => (Allowed is null || Allowed.Contains(method)) && !Denied.Contains(method);
}
