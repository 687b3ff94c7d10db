using WebPublisher.Policy.Profiles;

namespace WebPublisher.Commands;

/// <summary>Writes sections for a reader: a line for each key, with its value and where that comes from.</summary>
internal static class SectionText
{
    // Lists of methods are long; what stands behind them is better on the next line than far to the right.
    private const int WidestValue = 48;

    /// <summary>Writes all of them.</summary>
    public static void Write(TextWriter output, SectionAnswer answer)
    {
        output.WriteLine(answer.About);
        foreach (var section in answer.Sections)
        {
            Write(output, section);
        }
    }

    private static void Write(TextWriter output, SectionListing section)
    {
        output.WriteLine();
        output.WriteLine(section.Name.Length > 0 ? $"section {section.Name}" : "all other paths");
        var keys = section.Keys.Max(k => k.Key.Length);
        var values = Math.Min(section.Keys.Max(k => k.Value.Length), WidestValue);
        foreach (var key in section.Keys)
        {
            var line = $"  {key.Key.PadRight(keys)}  {key.Value.PadRight(values)}";
            output.WriteLine($"{line}  {key.Origin?.ToString() ?? "default"}");
        }

        output.WriteLine($"  {"patches that block".PadRight(keys)}  {Names(section.Patches?.Block.Select(p => p.Id))}");
        if (section.Patches is { Report.IsEmpty: false } patches)
        {
            output.WriteLine($"  {"patches that report".PadRight(keys)}  {Names(patches.Report.Select(p => p.Id))}");
        }
    }

    private static string Names(IEnumerable<string>? names) => names is null ? "none" : string.Join(' ', names);
}
