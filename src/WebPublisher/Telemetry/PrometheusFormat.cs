namespace WebPublisher.Telemetry;

/// <summary>A text format metrics are scraped in.</summary>
public enum PrometheusFormat
{
    /// <summary>Prometheus text exposition format 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetrics,
}
