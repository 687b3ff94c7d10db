using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class PublishingTraceTests
{
    private const string Strangers = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void A_strangers_trace_context_is_linked_and_not_continued()
    {
        using var listener = Listen();
        var http = new DefaultHttpContext();
        http.Request.Headers.TraceParent = Strangers;
        using var hosts = new Activity("host's own").SetParentId(Strangers).Start();

        using var span = PublishingTrace.Start(http);

        Assert.NotNull(span);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal(default, span.ParentSpanId);
        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", span.TraceId.ToHexString());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Assert.Single(span.Links).Context.TraceId.ToHexString());
        Assert.Same(span, Activity.Current);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(Strangers, Strangers)]
    public void A_malformed_or_repeated_context_is_ignored(params string[] fields)
    {
        using var listener = Listen();
        var http = new DefaultHttpContext();
        http.Request.Headers.TraceParent = fields;

        using var span = PublishingTrace.Start(http);

        Assert.NotNull(span);
        Assert.Empty(span.Links);
    }

    [Fact]
    public void The_record_names_and_tags_the_span_without_secrets()
    {
        using var listener = Listen();
        using var span = PublishingTrace.Start(new DefaultHttpContext());

        new PublishingTrace(TestRecord.Policy()).Write(TestRecord.Forwarded());

        Assert.Equal("GET OWA rule", span!.DisplayName);
        Assert.Equal("_task=mail&_token=*", span.GetTagItem("url.query"));
        Assert.Equal("mail.nwtraders.com", span.GetTagItem("server.address"));
        Assert.Equal("2", span.GetTagItem("network.protocol.version"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal("R1", span.GetTagItem("webpublisher.reference"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("s3cret", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void A_failure_is_an_error_and_an_unknown_method_names_no_span()
    {
        using var listener = Listen();
        using var span = PublishingTrace.Start(new DefaultHttpContext());
        var record = TestRecord.Denied(DenialReason.FrontEndTimeout);
        record.Method = "EVIL\n";

        new PublishingTrace(TestRecord.Policy()).Write(record);

        Assert.Equal("HTTP", span!.DisplayName);
        Assert.Equal("_OTHER", span.GetTagItem("http.request.method"));
        Assert.Equal("EVIL\\u000A", span.GetTagItem("http.request.method_original"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("FrontEndTimeout", span.GetTagItem("error.type"));
    }

    [Fact]
    public void A_span_of_somebody_else_is_left_alone()
    {
        using var other = new Activity("other").Start();

        new PublishingTrace(TestRecord.Policy()).Write(TestRecord.Forwarded());

        Assert.Empty(other.TagObjects);
    }

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
