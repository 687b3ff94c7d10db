namespace WebPublisher.Policy.Operations;

/// <summary>Names under which the product's own instruments and activities are found by exporters.</summary>
public static class TelemetryNames
{
    /// <summary>
    /// Name of every <see cref="System.Diagnostics.Metrics.Meter"/> of the product. A room makes its own instance with this name and prefixes its instruments with
    /// <c>webpublisher.</c>; exporters listen by name.
    /// </summary>
    public const string Meter = "WebPublisher";

    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/> of the spans of published requests and mail transactions.</summary>
    public const string ActivitySource = "WebPublisher";
}
