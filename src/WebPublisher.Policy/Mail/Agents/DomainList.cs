using System.Collections.Frozen;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Many domains and wildcards, found in as many steps as the domain asked for has labels.</summary>
public sealed class DomainList
{
    private readonly FrozenSet<string> _exact;
    private readonly FrozenSet<string> _above;

    /// <summary>Makes a list.</summary>
    /// <param name="patterns">Domains and wildcards below one; every domain, <c>*</c>, is not among them.</param>
    public DomainList(IReadOnlyCollection<DomainPattern> patterns)
    {
        Patterns = patterns;
        _exact = patterns.Where(p => !p.Text.StartsWith('*')).Select(p => p.Text).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _above = patterns.Where(p => p.Text.StartsWith("*.", StringComparison.Ordinal)).Select(p => p.Text[2..]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A list of none.</summary>
    public static DomainList Empty { get; } = new([]);

    /// <summary>The patterns, as written.</summary>
    public IReadOnlyCollection<DomainPattern> Patterns { get; }

    /// <summary>The entry that means <paramref name="domain"/> (A-labels, any case); null for none.</summary>
    public string? Find(string domain)
    {
        if (_exact.TryGetValue(domain, out var exact))
        {
            return exact;
        }

        var above = _above.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var dot = domain.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = domain.IndexOf('.', dot + 1))
        {
            if (above.TryGetValue(domain.AsSpan(dot + 1), out var found))
            {
                return $"*.{found}";
            }
        }

        return null;
    }
}
