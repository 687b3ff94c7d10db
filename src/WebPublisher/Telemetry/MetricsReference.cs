using System.Globalization;
using System.Text;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Telemetry;

/// <summary>The reference of metrics, <c>docs/metrics.md</c>, written from the definitions that the instruments are made by.</summary>
internal static class MetricsReference
{
    private const string Head = """
        # Metrics

        Written by `webpublisher metrics` from the code; a change by hand is lost. [monitoring.md](monitoring.md) says how to scrape, and which dashboard and alerts come with the
        product.

        Each metric is named as Prometheus has it; its name in OTLP follows. Every metric has the label `otel_scope_name`; labels without a value are left out. Labels come from the
        policy, from closed lists or are numbers with a limit: nothing that a stranger chooses becomes one, so there are as many series as the policy makes. Of one metric at most
        2,000 series are kept; what goes beyond is one series with the label `otel_metric_overflow`. A counter appears with the first thing that it counts.

        """;

    /// <summary>The whole page.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder(Head);
        foreach (var (heading, instruments) in InstrumentCatalogue.Rooms)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n");
            foreach (var instrument in instruments)
            {
                Write(page, instrument);
            }
        }

        return page.ToString();
    }

    /// <summary>The name of an instrument's family in Prometheus, with <c>_total</c> of a counter.</summary>
    internal static string PrometheusName(InstrumentDefinition instrument) => instrument.Kind == InstrumentKind.Counter
        ? PrometheusNames.Family(instrument.Name, instrument.Unit, "counter") + "_total"
        : PrometheusNames.Family(instrument.Name, instrument.Unit, instrument.Kind == InstrumentKind.Histogram ? "histogram" : "gauge");

    private static void Write(StringBuilder page, InstrumentDefinition instrument)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {PrometheusName(instrument)}\n{instrument.Meaning}\n\n{Kind(instrument)}; in OTLP `{instrument.Name}`.\n");
        if (!instrument.Buckets.IsEmpty)
        {
            page.Append(CultureInfo.InvariantCulture, $"Buckets up to {string.Join(", ", instrument.Buckets.Select(bound => bound.ToString(CultureInfo.InvariantCulture)))}.\n");
        }

        if (instrument.Tags.IsEmpty)
        {
            return;
        }

        page.Append("\n| Label | | Values |\n|---|---|---|\n");
        foreach (var tag in instrument.Tags)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{PrometheusNames.Label(tag.Name)}` | {tag.Meaning} | {Values(tag)} |\n");
        }
    }

    private static string Kind(InstrumentDefinition instrument)
    {
        var kind = instrument.Kind switch
        {
            InstrumentKind.Counter => "Counter",
            InstrumentKind.Histogram => "Histogram",
            InstrumentKind.UpDownCounter => "Gauge (a counter that goes up and down)",
            _ => "Gauge",
        };
        return $"{kind}, unit `{instrument.Unit}`";
    }

    private static string Values(InstrumentTag tag) => tag switch
    {
        { Values.IsEmpty: false } => string.Join(", ", tag.Values.Select(value => $"`{value}`")),
        { Limit: { } limit } => string.Create(CultureInfo.InvariantCulture, $"{limit} at most"),
        _ => "of the policy",
    };
}
