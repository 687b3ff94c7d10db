using System.Text;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>A way in which our reading differs from mod_security2's on purpose. <c>docs/waf.md</c> tells of each.</summary>
/// <param name="Reason">What differs, and why.</param>
/// <param name="MostInThousand">How many of a thousand requests may differ in this way.</param>
internal sealed record KnownDifference(string Reason, int MostInThousand = 1000)
{
    private static readonly (KnownDifference Known, Func<Comparison, bool> Is)[] s_all =
    [
        (new("PCRE gave up on a pattern; ours takes linear time and does not."), one => one.Missing.Count == 0 && one.Extra.All(id => HasGivenUp(one, id))),
        (new("A phrase of a list that ends within a longer one: mod_security2's search passes by it."), one => one.Missing.Count == 0 && one.Extra.All(id => s_phraseLists.Contains(id))),
        (new("MATCHED_VARS ends at a NUL in mod_security2; ours is whole."), one => one.Class == "+932200" && HasNul(one.Request)),
        (new("JSON with the beginning of one more word behind it: ours says that the body cannot be read."), one => one.Class == "+200002" && IsOf(one, "JSON: ")),
        (new("XML with a document type: ours does not read it, and says so."), one => one.Extra.SequenceEqual([200002]) && IsOf(one, "XML: ")),
        (new("sp_password, which hides a query from SQL Server's log: libinjection knows it in lower case alone."), one => one.Missing.Count == 0 && one.Extra.All(id => id is 942100 or 942101) && Holds(one.Request, "sp_password")),
        (new("@detectSQLi and @detectXSS are detectors of our own: on odd values they may judge otherwise.", MostInThousand: 1), one => one.Missing.Concat(one.Extra).All(id => s_detectors.Contains(id))),
    ];

    // Rules of the Core Rule Set with these operators.
    private static readonly long[] s_detectors = [941100, 941101, 942100, 942101];

    // And with @pmFromFile.
    private static readonly long[] s_phraseLists = 
    [
        913100, 913101, 913102, 913110, 913120, 930120, 930121, 930130, 930140, 932150, 932160, 932161, 932180, 933110, 933120, 933130, 933150, 933151, 934110, 944130,
        951100, 952100, 952110, 953100, 954120, 955100,
    ];

    /// <summary>The one that explains a difference, or null.</summary>
    public static KnownDifference? Of(Comparison comparison)
    {
        foreach (var (known, matches) in s_all)
        {
            if (matches(comparison))
            {
                return known;
            }
        }

        return null;
    }

    private static bool HasGivenUp(Comparison one, long id) =>
        one.Theirs.Lines.Any(line => line.Contains("PCRE limits exceeded", StringComparison.Ordinal) && line.Contains($"[id \"{id}\"]", StringComparison.Ordinal));

    // As it is, or encoded in some way.
    private static bool HasNul(byte[] request) => Holds(request, "\0") || Holds(request, "00");

    private static bool Holds(byte[] request, string text) => Encoding.Latin1.GetString(request).Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(Comparison one, string beginning) => one.Ours.Lines.Any(line => line.Contains("[id \"200002\"]", StringComparison.Ordinal) && line.Contains($"[data \"{beginning}", StringComparison.Ordinal));
}
