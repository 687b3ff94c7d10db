using WebPublisher.Policy.Profiles;

namespace WebPublisher.Commands;

/// <summary>What <c>explain --profile --json</c> and <c>explain --rule --json</c> write of a section.</summary>
/// <param name="Section">Its name; empty where the rule is not divided.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Blocks">The virtual patches that refuse.</param>
/// <param name="Reports">The virtual patches that only tell.</param>
internal sealed record SectionReport(string Section, IReadOnlyList<SectionReport.KeyReport> Keys, IReadOnlyList<string> Blocks, IReadOnlyList<string> Reports)
{
    /// <summary>Reports a section.</summary>
    public static SectionReport Of(SectionListing section) => new(
        section.Name,
        [.. section.Keys.Select(k => new KeyReport(k.Key, k.Value, k.Origin?.ToString()))],
        [.. section.Patches?.Block.Select(p => p.Id) ?? []],
        [.. section.Patches?.Report.Select(p => p.Id) ?? []]);

    /// <summary>A key.</summary>
    /// <param name="Key">With the keys it stands in.</param>
    /// <param name="Value">As a policy would write it.</param>
    /// <param name="Origin"><c>file:line:column</c>; absent for a default.</param>
    public sealed record KeyReport(string Key, string Value, string? Origin);
}
