using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace WebPublisher.Telemetry;

/// <summary>
/// Writes metrics as text. All samples of a family stand together under one description, whichever meters they came from, as both formats demand.
/// </summary>
/// <param name="format">Which of the two formats.</param>
internal sealed class PrometheusText(PrometheusFormat format)
{
    private readonly Dictionary<string, PrometheusFamily> _families = new(StringComparer.Ordinal);

    /// <summary>Takes the resource: its attributes become the labels of <c>target_info</c>.</summary>
    public void Add(Resource resource)
    {
        var labels = new PrometheusLabels();
        foreach (var (name, value) in resource.Attributes)
        {
            labels.Add(name, value);
        }

        Family("target_info", "gauge", "What is measured.", unit: "")?.Add("", labels.ToString(), "1");
    }

    /// <summary>Takes a metric with all its points.</summary>
    public void Add(Metric metric)
    {
        var type = TypeOf(metric.MetricType);
        if (type is null)
        {
            return;
        }

        var name = PrometheusNames.Family(metric.Name, metric.Unit, type);
        var unit = PrometheusNames.Unit(metric.Unit);
        if (Family(name, type, metric.Description, unit) is not { } family)
        {
            return;
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = new PrometheusLabels();
            labels.Add("otel_scope_name", metric.MeterName);
            foreach (var (key, value) in point.Tags)
            {
                labels.Add(key, value);
            }

            if (metric.MetricType == MetricType.Histogram)
            {
                AddHistogram(family, labels, point);
            }
            else
            {
                family.Add(type is "counter" ? "_total" : "", labels.ToString(), ValueOf(metric.MetricType, point));
            }
        }
    }

    /// <summary>Everything taken, UTF-8.</summary>
    public byte[] ToUtf8()
    {
        var text = new StringBuilder();
        foreach (var family in _families.Values)
        {
            family.WriteTo(text, format);
        }

        if (format == PrometheusFormat.OpenMetrics)
        {
            text.Append("# EOF\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // No view asks for exponential histograms, which neither format can express.
    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
        MetricType.Histogram => "histogram",
        _ => null,
    };

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void AddHistogram(PrometheusFamily family, PrometheusLabels labels, in MetricPoint point)
    {
        var cumulative = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            family.Add("_bucket", labels.With("le", Bound(bucket.ExplicitBound)), Number(cumulative));
        }

        family.Add("_sum", labels.ToString(), Number(point.GetHistogramSum()));
        family.Add("_count", labels.ToString(), Number(point.GetHistogramCount()));
    }

    // OpenMetrics wants bounds as canonical floating-point numbers: 1.0 rather than 1.
    private string Bound(double bound)
    {
        var text = Number(bound);
        return format == PrometheusFormat.OpenMetrics && text.All(character => char.IsAsciiDigit(character) || character == '-') ? text + ".0" : text;
    }

    // Two instruments whose names become the same and whose types differ cannot both be shown: the first one stays.
    private PrometheusFamily? Family(string name, string type, string help, string unit)
    {
        if (!_families.TryGetValue(name, out var family))
        {
            family = new PrometheusFamily(name, type, help, unit);
            _families.Add(name, family);
        }

        return family.Type == type ? family : null;
    }
}
