using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace WebPublisher.Telemetry;

/// <summary>Collects metrics when somebody scrapes, and writes them as text. Scrapes run one after the other.</summary>
[ExportModes(ExportModes.Pull)]
public sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private PrometheusText? _text;

    /// <summary>Set by the reader this exporter is given to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Collects and writes every metric.</summary>
    /// <param name="format">The text format.</param>
    /// <param name="cancellation">Gives up waiting for other scrapes.</param>
    /// <returns>UTF-8, or null when collecting failed.</returns>
    /// <exception cref="InvalidOperationException">No reader has been given this exporter.</exception>
    public async Task<byte[]?> ScrapeAsync(PrometheusFormat format, CancellationToken cancellation)
    {
        var collect = Collect ?? throw new InvalidOperationException("The exporter belongs to no metric reader.");
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            _text = new PrometheusText(format);
            _text.Add(ParentProvider.GetResource());
            return collect(Timeout.Infinite) ? _text.ToUtf8() : null;
        }
        finally
        {
            _text = null;
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        // The provider collects once more when it shuts down; nobody is scraping then.
        if (_text is not { } text)
        {
            return ExportResult.Success;
        }

        foreach (var metric in batch)
        {
            text.Add(metric);
        }

        return ExportResult.Success;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _oneAtATime.Dispose();
        }

        base.Dispose(disposing);
    }
}
