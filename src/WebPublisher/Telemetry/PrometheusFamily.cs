using System.Text;

namespace WebPublisher.Telemetry;

/// <summary>All samples of one metric, under its description.</summary>
/// <param name="name">Its name without the suffix of a sample.</param>
/// <param name="type">counter, gauge or histogram.</param>
/// <param name="help">What it means; may be empty.</param>
/// <param name="unit">The unit at the end of its name, or empty.</param>
internal sealed class PrometheusFamily(string name, string type, string help, string unit)
{
    private readonly StringBuilder _samples = new();

    /// <summary>counter, gauge or histogram.</summary>
    public string Type { get; } = type;

    /// <summary>Adds a sample.</summary>
    public void Add(string suffix, string labels, string value) => _samples.Append(name).Append(suffix).Append(labels).Append(' ').Append(value).Append('\n');

    /// <summary>Writes it; a family without samples is left out.</summary>
    public void WriteTo(StringBuilder text, PrometheusFormat format)
    {
        if (_samples.Length == 0)
        {
            return;
        }

        // OpenMetrics describes a counter by its name without _total, and knows an info type; the older format describes samples.
        var isOpenMetrics = format == PrometheusFormat.OpenMetrics;
        var isInfo = isOpenMetrics && name is "target_info";
        var described = isInfo ? "target" : Type is "counter" && !isOpenMetrics ? name + "_total" : name;
        if (help is not "")
        {
            text.Append("# HELP ").Append(described).Append(' ').Append(Escape(help, isOpenMetrics)).Append('\n');
        }

        text.Append("# TYPE ").Append(described).Append(' ').Append(isInfo ? "info" : Type).Append('\n');
        if (isOpenMetrics && unit is not "" && name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            text.Append("# UNIT ").Append(described).Append(' ').Append(unit).Append('\n');
        }

        text.Append(_samples);
    }

    private static string Escape(string help, bool quotes)
    {
        var escaped = help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
