using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class ReplyOutputTests : IDisposable
{
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 16, resumeWriterThreshold: 8, useSynchronizationContext: false));
    private readonly SessionTimer _timer;
    private readonly ReplyOutput _output;

    public ReplyOutputTests()
    {
        _timer = new SessionTimer(_time, TimeSpan.FromMinutes(1), () => _output!.CancelPendingFlush());
        _timer.SetDeadline(_timer.Add(_time.GetTimestamp(), TimeSpan.FromHours(1)));
        _output = new ReplyOutput(_pipe.Writer, _timer, ProtocolTrace.None);
    }

    [Fact]
    public async Task Replies_leave_together_when_they_are_sent()
    {
        _output.Write(SmtpReply.Create(250, "a"));
        _output.Write(SmtpReply.Create(354, "b"));
        Assert.False(_pipe.Reader.TryRead(out _));
        Assert.Null(await _output.FlushAsync());
        Assert.True(_pipe.Reader.TryRead(out var result));
        Assert.Equal("250 a\r\n354 b\r\n", Encoding.ASCII.GetString(result.Buffer.ToArray()));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_waited_for_until_its_time_is_over()
    {
        _output.Write(SmtpReply.Create(250, new string('x', 100)));
        var sending = _output.FlushAsync();
        Assert.True(_output.IsFlushing);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SessionEnd.IdleTimeout, await sending);
        Assert.False(_output.IsFlushing);
    }

    [Fact]
    public async Task A_client_that_has_gone_takes_nothing_more()
    {
        await _pipe.Reader.CompleteAsync();
        _output.Write(SmtpReply.Create(250, "a"));
        Assert.Equal(SessionEnd.ClientClosed, await _output.FlushAsync());
    }

    public void Dispose() => _timer.Dispose();
}
