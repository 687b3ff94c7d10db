using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>What two servers said of the same request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Theirs">What mod_security2 said.</param>
/// <param name="Ours">What ours said.</param>
internal sealed record Comparison(byte[] Request, WafAnswer Theirs, WafAnswer Ours)
{
    // These add up what others found: they differ where others do.
    private static readonly long[] s_sums = [949110, 959100, 980130, 980140, 980170];

    /// <summary>Whether Apache answered itself: mod_security2 has it do so, without asking all rules, where a body ends too early. Then there is nothing to compare with.</summary>
    public bool IsUncomparable => Theirs.Answer.Status is null || (Theirs.Answer.Status >= 400 && Theirs.Answer.Status != Ours.Answer.Status);

    /// <summary>Rules that matched there alone.</summary>
    public IReadOnlyList<long> Missing => Without(Theirs.Ids, Ours.Ids);

    /// <summary>Rules that matched here alone.</summary>
    public IReadOnlyList<long> Extra => Without(Ours.Ids, Theirs.Ids);

    /// <summary>Whether the same rules matched.</summary>
    public bool IsSame => Missing.Count == 0 && Extra.Count == 0;

    /// <summary>What differs, as text: requests with the same text differ for the same reason.</summary>
    public string Class => string.Join(' ', Missing.Select(id => $"-{id}").Concat(Extra.Select(id => $"+{id}")));

    private static List<long> Without(IReadOnlyList<long> all, IReadOnlyList<long> others)
    {
        List<long> alone = [.. all.Except(others)];
        return alone.Except(s_sums).ToList() is { Count: > 0 } own ? own : all.Except(s_sums).SequenceEqual(others.Except(s_sums)) ? alone : [];
    }
}
