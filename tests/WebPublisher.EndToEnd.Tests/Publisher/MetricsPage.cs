using System.Globalization;

namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>Samples of the Prometheus text format: name with labels as written, and value.</summary>
internal sealed class MetricsPage
{
    private readonly Dictionary<string, double> _samples;

    private MetricsPage(Dictionary<string, double> samples) => _samples = samples;

    /// <summary>All samples, as <c>name{label="value"}</c>.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>Reads a page. Timestamps are not expected.</summary>
    public static MetricsPage Parse(string page) => new(page.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => (Line: line, Blank: line.LastIndexOf(' ')))
        .ToDictionary(
            sample => sample.Line[..sample.Blank],
            sample => double.Parse(sample.Line.AsSpan(sample.Blank + 1), NumberStyles.Float, CultureInfo.InvariantCulture),
            StringComparer.Ordinal));

    /// <summary>The sum of the samples of this name that bear all of these labels, each as <c>name="value"</c>; 0 when there is none.</summary>
    public double Sum(string name, params string[] labels) => _samples
        .Where(sample => sample.Key == name || sample.Key.StartsWith($"{name}{{", StringComparison.Ordinal))
        .Where(sample => labels.All(label => sample.Key.Contains(label, StringComparison.Ordinal)))
        .Sum(sample => sample.Value);
}
