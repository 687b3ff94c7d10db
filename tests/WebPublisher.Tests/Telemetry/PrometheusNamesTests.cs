using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Telemetry;

public sealed class PrometheusNamesTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", "histogram", "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", "gauge", "http_server_active_requests")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "counter", "dotnet_gc_heap_total_allocated_bytes")]
    [InlineData("webpublisher.tunnel.bytes", "By", "counter", "webpublisher_tunnel_bytes")]
    [InlineData("requests_total", "", "counter", "requests")]
    [InlineData("requests_total", "", "gauge", "requests_total")]
    [InlineData("cpu.utilization", "1", "gauge", "cpu_utilization_ratio")]
    [InlineData("cpu.count", "1", "counter", "cpu_count")]
    [InlineData("disk.io", "By/s", "gauge", "disk_io_bytes_per_second")]
    [InlineData("rate", "{request}/s", "gauge", "rate_per_second")]
    [InlineData("2xx..answers", "", "counter", "_2xx_answers")]
    [InlineData("load", "%", "gauge", "load_percent")]
    [InlineData("caf\u00e9:x", "", "gauge", "caf_:x")]
    [InlineData("odd", "fur longs", "gauge", "odd_fur_longs")]
    public void A_family_is_named_by_the_compatibility_rules(string name, string unit, string type, string expected) =>
        Assert.Equal(expected, PrometheusNames.Family(name, unit, type));

    [Theory]
    [InlineData("http.response.status_code", "http_response_status_code")]
    [InlineData("0day", "_0day")]
    [InlineData("a:b", "a_b")]
    public void A_label_has_no_dot_and_no_colon(string name, string expected) => Assert.Equal(expected, PrometheusNames.Label(name));
}
