using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Telemetry;

public sealed class PrometheusNegotiationTests
{
    [Theory]
    [InlineData("", PrometheusFormat.Text)]
    [InlineData("*/*", PrometheusFormat.Text)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", PrometheusFormat.Text)]
    [InlineData("application/openmetrics-text", PrometheusFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", PrometheusFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text; version=0.0.1; charset=utf-8,text/plain;version=0.0.4;q=0.5", PrometheusFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0", PrometheusFormat.Text)]
    [InlineData("text/plain;q=0.9,application/openmetrics-text;q=0.1", PrometheusFormat.Text)]
    [InlineData("application/openmetrics-text;q=0", PrometheusFormat.Text)]
    [InlineData(";;;,,=,application/openmetrics-text;;;/", PrometheusFormat.Text)]
    public void The_format_follows_the_accept_field(string accept, PrometheusFormat expected) => Assert.Equal(expected, PrometheusNegotiation.Choose([accept]));
}
