using System.Diagnostics.Metrics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class PublishingMetricsTests
{
    [Fact]
    public void A_served_request_is_counted_and_timed()
    {
        var measured = Measure(TestRecord.Forwarded());

        Assert.Equal(1, measured["webpublisher.requests{listener=external-https,rule=OWA rule,decision=Forwarded,http.response.status_code=200,reason=}"]);
        Assert.Equal(0.0425, measured["http.server.request.duration{listener=external-https,rule=OWA rule,http.request.method=GET,url.scheme=https,http.response.status_code=200,error.type=}"]);
        Assert.Equal(0.04, measured["http.client.request.duration{farm=owa-farm,server.address=owafe01.nwtraders.com,server.port=443,http.request.method=GET}"]);
        Assert.Equal(12, measured["http.server.request.body.size{listener=external-https,rule=OWA rule,http.request.method=GET,url.scheme=https}"]);
        Assert.Equal(3456, measured["http.server.response.body.size{listener=external-https,rule=OWA rule,http.request.method=GET,url.scheme=https}"]);
        Assert.DoesNotContain(measured.Keys, key => key.StartsWith("webpublisher.denials", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_is_counted_by_code_and_reason()
    {
        var measured = Measure(TestRecord.Denied(DenialReason.NotPublished));

        Assert.Equal(1, measured["webpublisher.denials{listener=external-https,code=12202,reason=NotPublished}"]);
        Assert.Equal(1, measured["webpublisher.requests{listener=external-https,rule=,decision=Denied,http.response.status_code=403,reason=NotPublished}"]);
    }

    [Fact]
    public void What_a_firewall_found_is_counted_by_verdict_and_rule()
    {
        var record = TestRecord.Forwarded();
        record.Firewall = new FirewallRecord
        {
            Mode = FirewallMode.Detect,
            Verdict = FirewallVerdict.Detected,
            Matches = [new FirewallMatch { Id = 942100 }, new FirewallMatch { Id = 949110 }],
        };

        var measured = Measure(record);

        Assert.Equal(1, measured["webpublisher.firewall.requests{rule=OWA rule,mode=Detect,verdict=Detected}"]);
        Assert.Equal(1, measured["webpublisher.firewall.matches{rule_id=942100,mode=Detect,verdict=Detected}"]);
        Assert.Equal(1, measured["webpublisher.firewall.matches{rule_id=949110,mode=Detect,verdict=Detected}"]);
        Assert.DoesNotContain(Measure(TestRecord.Forwarded()).Keys, key => key.Contains("firewall", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reason_and_decision_has_its_name()
    {
        foreach (var reason in Enum.GetValues<DenialReason>())
        {
            Assert.Contains(Measure(TestRecord.Denied(reason)).Keys, key => key.Contains($"code={new Denial(reason).Code},reason={reason}}}", StringComparison.Ordinal));
        }

        foreach (var decision in Enum.GetValues<PublishingDecision>())
        {
            var record = TestRecord.Forwarded();
            record.Decision = decision;
            Assert.Contains(Measure(record).Keys, key => key.Contains($"decision={decision},", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(599, "599")]
    [InlineData(600, "other")]
    [InlineData(-1, "other")]
    public void A_status_no_standard_knows_does_not_make_a_series(int status, string tag)
    {
        var record = TestRecord.Forwarded();
        record.Status = status;

        Assert.Contains(Measure(record).Keys, key => key.Contains($"http.response.status_code={tag},", StringComparison.Ordinal));
    }

    [Fact]
    public void A_front_end_by_IPv6_address_has_its_own_port()
    {
        var record = TestRecord.Forwarded();
        record.FrontEnd = "[fd00::2]:8443";

        Assert.Contains("http.client.request.duration{farm=owa-farm,server.address=fd00::2,server.port=8443,http.request.method=GET}", Measure(record).Keys);
    }

    [Fact]
    public void What_could_not_be_served_has_its_reason_as_type_of_error()
    {
        var denied = TestRecord.Denied(DenialReason.FrontEndUnreachable);
        var failed = TestRecord.Forwarded();
        failed.Status = 503;

        Assert.Contains(Measure(denied).Keys, key => key.EndsWith("error.type=FrontEndUnreachable}", StringComparison.Ordinal));
        Assert.Contains(Measure(failed).Keys, key => key.EndsWith("http.response.status_code=503,error.type=503}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tunnel_has_no_method()
    {
        var record = TestRecord.Forwarded();
        (record.Decision, record.Method, record.Scheme, record.Status) = (PublishingDecision.Tunnelled, "", "", 0);

        Assert.Contains(Measure(record).Keys, key => key.Contains("http.request.method=,url.scheme=,", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_a_stranger_chooses_becomes_a_tag()
    {
        var record = TestRecord.Denied(DenialReason.NotPublished, "stranger");
        (record.Method, record.Host, record.Path, record.Query, record.UserAgent) = ("STRANGER", "stranger", "/stranger", "?stranger", "stranger");

        Assert.DoesNotContain(Measure(record).Keys, key => key.Contains("stranger", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Whoever_collects_gets_what_is_held_back_once()
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var metrics = new PublishingMetrics();
        using var listener = Listen(measured);
        for (var i = 0; i < 3; i++)
        {
            metrics.Write(TestRecord.Denied(DenialReason.NotPublished));
        }

        listener.RecordObservableInstruments();
        listener.RecordObservableInstruments();

        Assert.Equal(3, measured["webpublisher.denials{listener=external-https,code=12202,reason=NotPublished}"]);
    }

    [Fact]
    public void Requests_that_are_recorded_together_are_told_apart()
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(measured);
        using (var metrics = new PublishingMetrics())
        {
            foreach (var status in new[] { 403, 403, 404, 403 })
            {
                var record = TestRecord.Denied(DenialReason.NotPublished);
                (record.Status, record.RequestBytes) = (status, 10);
                metrics.Write(record);
            }
        }

        Assert.Equal(3, measured["webpublisher.requests{listener=external-https,rule=,decision=Denied,http.response.status_code=403,reason=NotPublished}"]);
        Assert.Equal(1, measured["webpublisher.requests{listener=external-https,rule=,decision=Denied,http.response.status_code=404,reason=NotPublished}"]);
        Assert.Equal(40, measured["http.server.request.body.size{listener=external-https,rule=,http.request.method=GET,url.scheme=https}"]);
    }

    [Fact]
    public void What_is_held_back_is_measured_at_the_end()
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = Listen(measured);
        using (var metrics = new PublishingMetrics())
        {
            metrics.Write(TestRecord.Denied(DenialReason.NotPublished));
        }

        Assert.Equal(1, measured["webpublisher.denials{listener=external-https,code=12202,reason=NotPublished}"]);
    }

    [Fact]
    public void A_traced_request_is_measured_under_its_trace()
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var metrics = new PublishingMetrics();
        using var listener = Listen(measured);
        var record = TestRecord.Forwarded();
        Assert.NotNull(record.TraceId);

        metrics.Write(record);

        Assert.Contains(measured.Keys, key => key.StartsWith("http.server.request.duration", StringComparison.Ordinal));
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        using var metrics = new PublishingMetrics();
        using var listener = Listen((_, _, _) => { });
        var forwarded = TestRecord.Forwarded();
        var denied = TestRecord.Denied(DenialReason.NotPublished);
        Write(4 * Environment.ProcessorCount * MeasurementBatches.Size);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(4 * Environment.ProcessorCount * MeasurementBatches.Size);

        // A denial's record allocates when it describes itself, not here.
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write(int times)
        {
            for (var i = 0; i < times; i++)
            {
                metrics.Write(forwarded);
                metrics.Write(denied);
            }
        }
    }

    private static Dictionary<string, double> Measure(PublishingRecord record)
    {
        var measured = new Dictionary<string, double>(StringComparer.Ordinal);
        using var metrics = new PublishingMetrics();
        using var listener = Listen(measured);
        metrics.Write(record);
        listener.RecordObservableInstruments();
        return measured;
    }

    private static MeterListener Listen(Dictionary<string, double> measured)
    {
        var thread = Environment.CurrentManagedThreadId;
        return Listen((instrument, value, tags) =>
        {
            // Other tests measure on other threads at the same time.
            if (Environment.CurrentManagedThreadId == thread)
            {
                var name = $"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}";
                measured[name] = measured.GetValueOrDefault(name) + value;
            }
        });
    }

    private static MeterListener Listen(Action<Instrument, double, ReadOnlySpan<KeyValuePair<string, object?>>> take)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Meter)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => take(instrument, value, tags));
        listener.Start();
        return listener;
    }
}
