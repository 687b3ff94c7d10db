using System.Text.Json;
using WebPublisher.State.Safelists;

namespace WebPublisher.Administration.Model;

/// <summary>What came of an import: the answer to <c>POST /api/safelist/import</c>.</summary>
/// <param name="Read">The entries that were read.</param>
/// <param name="Added">Those that are new.</param>
/// <param name="Counts">How many there are now of each kind.</param>
internal sealed record SafelistImport(int Read, int Added, Dictionary<string, int> Counts)
{
    /// <summary>How many entries a safelist has of each kind.</summary>
    public static Dictionary<string, int> CountsOf(Safelist safelist) => Enum.GetValues<SafelistKind>().ToDictionary(
        kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), kind => safelist.Counts.GetValueOrDefault(kind), StringComparer.Ordinal);
}
