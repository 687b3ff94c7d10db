using System.Collections.Concurrent;
using System.Diagnostics;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Records;

public sealed class MessageTraceTests : IDisposable
{
    private const string Envelope = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\n";

    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ActivityListener _listener;

    public MessageTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_message_is_a_span_whose_child_is_the_hop_to_the_inner_server()
    {
        var name = $"internet {Guid.NewGuid():N}";
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Name = name });
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: Subject: private\nC: X-MS-Exchange-Organization-A: 1\nC: \nC: x\nC: .\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RSET\nS: 250");
        var record = await rig.Records.NextMessageAsync();
        await rig.Records.NextMessageAsync();

        var spans = SpansOf(name);
        Assert.Equal(2, spans.Messages.Count);
        var message = spans.Messages[0];
        Assert.Equal(ActivityKind.Server, message.Kind);
        Assert.Equal(default, message.ParentSpanId);
        Assert.Equal("127.0.0.1", message.GetTagItem("client.address"));
        Assert.Equal(record.Reference, message.GetTagItem("webpublisher.reference"));
        Assert.Equal("Delivered", message.GetTagItem("webpublisher.outcome"));
        Assert.Equal(250, message.GetTagItem("webpublisher.smtp.reply_code"));
        Assert.Equal(record.Bytes, message.GetTagItem("webpublisher.message.size"));
        Assert.Equal(1, message.GetTagItem("webpublisher.message.recipients"));
        Assert.Equal(1, message.GetTagItem("webpublisher.message.removed_fields"));
        Assert.Equal(ActivityStatusCode.Unset, message.Status);

        var hop = Assert.Single(spans.Hops);
        Assert.Equal(ActivityKind.Client, hop.Kind);
        Assert.Equal(message.SpanId, hop.ParentSpanId);
        Assert.Equal(message.TraceId, hop.TraceId);
        Assert.Equal(rig.Inner.Server.Authority, hop.GetTagItem("server.address"));
        Assert.Equal(250, hop.GetTagItem("webpublisher.smtp.reply_code"));

        // What follows on the connection is a trace of its own, and nobody is named in any.
        Assert.Equal("Abandoned", spans.Messages[1].GetTagItem("webpublisher.outcome"));
        Assert.NotEqual(message.TraceId, spans.Messages[1].TraceId);
        Assert.DoesNotContain(
            spans.Messages.Concat(spans.Hops).SelectMany(span => span.TagObjects),
            tag => tag.Value?.ToString() is { } value && (value.Contains('@', StringComparison.Ordinal) || value.Contains("client.example", StringComparison.Ordinal) || value.Contains("private", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_cannot_take_mail_is_an_error_and_a_refusal_is_none()
    {
        var name = $"internet {Guid.NewGuid():N}";
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Name = name }, inner: InnerServer.With(async (session, line) =>
        {
            if (line.StartsWith("MAIL", StringComparison.Ordinal))
            {
                await session.ReplyAsync("451 4.3.0 later");
                return true;
            }

            return false;
        }));
        await rig.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<a@elsewhere.example>\nS: 550\nC: RCPT TO:<bob@example.com>\nS: 451\nC: QUIT\nS: 221");
        Assert.Equal(MessageOutcome.NoRecipient, (await rig.Records.NextMessageAsync()).Outcome);

        var spans = SpansOf(name);
        var hop = Assert.Single(spans.Hops);
        Assert.Equal((ActivityStatusCode.Error, "451"), (hop.Status, hop.GetTagItem("error.type")));
        var message = Assert.Single(spans.Messages);
        Assert.Equal((ActivityStatusCode.Unset, 2), (message.Status, message.GetTagItem("webpublisher.message.refused_recipients")));
    }

    private (List<Activity> Messages, List<Activity> Hops) SpansOf(string connector)
    {
        var messages = _stopped.Where(span => span.DisplayName == $"message {connector}").ToList();
        return (messages, [.. _stopped.Where(span => messages.Exists(message => message.TraceId == span.TraceId && message != span))]);
    }
}
