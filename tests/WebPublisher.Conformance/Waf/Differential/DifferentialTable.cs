using System.Text;
using WebPublisher.Conformance.Web;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>What came of a comparison: how many requests differ, and in what.</summary>
internal sealed class DifferentialTable(IReadOnlyList<Comparison> all)
{
    private const int LongestExample = 600;

    private readonly List<Comparison> _compared = [.. all.Where(one => !one.IsUncomparable)];

    /// <summary>Requests that differ, and not in a way that is documented.</summary>
    public IReadOnlyList<Comparison> Unexplained => [.. Different.Where(one => KnownDifference.Of(one) is null)];

    /// <summary>Whether requests were compared, none is left unexplained, and no known difference is met too often.</summary>
    public bool IsEnough => _compared.Count > 0 && Unexplained.Count == 0 && Known.All(group => group.Count() <= Math.Ceiling(group.Key!.MostInThousand * _compared.Count / 1000.0));

    private IEnumerable<IGrouping<KnownDifference?, Comparison>> Known => Different.GroupBy(KnownDifference.Of).Where(group => group.Key is not null);

    private IEnumerable<Comparison> Different => _compared.Where(one => !one.IsSame);

    /// <summary>Writes it, with an example of each class of difference.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var group in Unexplained.GroupBy(one => one.Class, StringComparer.Ordinal).OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"DIFFERS {group.Count(),5} x  {group.Key}");
            output.WriteLine($"        {Example(group.MinBy(one => one.Request.Length)!)}");
        }

        foreach (var group in Known.OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"known   {group.Count(),5} x  {group.Key!.Reason}");
        }

        output.WriteLine($"{all.Count} requests, {_compared.Count} compared; Apache answered the other {all.Count - _compared.Count} itself.");
        output.WriteLine($"Rules that matched: {_compared.SelectMany(one => one.Theirs.Ids).Distinct().Count()}, {_compared.Sum(one => one.Theirs.Ids.Count)} times.");
        output.WriteLine($"{Different.Count()} differ, {Unexplained.Count} of them in what is not documented.");
    }

    /// <summary>The differences, to be written to a file.</summary>
    public IEnumerable<object> Rows() => Different.Select(one => new
    {
        @class = one.Class,
        known = KnownDifference.Of(one)?.Reason,
        request = Convert.ToBase64String(one.Request),
        theirs = new { status = one.Theirs.Answer.Status, ids = one.Theirs.Ids, log = one.Theirs.Lines },
        ours = new { status = one.Ours.Answer.Status, ids = one.Ours.Ids, log = one.Ours.Lines },
    });

    private static string Example(Comparison one)
    {
        var text = Octets.Escape(Encoding.Latin1.GetString(one.Request));
        return text.Length > LongestExample ? text[..LongestExample] : text;
    }
}
