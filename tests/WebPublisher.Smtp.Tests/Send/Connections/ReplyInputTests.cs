using System.IO.Pipelines;
using System.Text;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Tests.Send.Connections;

public sealed class ReplyInputTests
{
    [Fact]
    public async Task Replies_that_come_together_are_given_one_by_one_and_counted_until_then()
    {
        var input = new ReplyInput();
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes("250 2.0.0 reset\r\n250-2.1.0 sender\r\n250 2.1.0 fine\r\n550 5.1.1 who\r\n"));
        Assert.Equal("250 2.0.0 reset", (await input.ReadAsync(stream, CancellationToken.None)).ToString());
        Assert.Equal(49, input.Unread);
        Assert.Equal(2, (await input.ReadAsync(stream, CancellationToken.None)).Lines.Length);
        Assert.Equal(550, (await input.ReadAsync(stream, CancellationToken.None)).Code);
        Assert.Equal(0, input.Unread);
    }

    [Fact]
    public async Task A_reply_may_come_octet_by_octet_and_be_longer_than_the_buffer()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(line => $"250{(line == 99 ? ' ' : '-')}line {line} {new string('x', 200)}\r\n"));
        var pipe = new Pipe();
        var input = new ReplyInput();
        var reading = input.ReadAsync(pipe.Reader.AsStream(), CancellationToken.None);
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            await pipe.Writer.WriteAsync(new[] { octet });
        }

        Assert.Equal(100, (await reading).Lines.Length);
    }

    [Theory]
    [InlineData("250 2.0.0 half", "Closed")]
    [InlineData("", "Closed")]
    [InlineData("rubbish\r\n", "Garbled")]
    public async Task What_is_no_whole_reply_is_a_failure(string text, string failure)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text));
        var thrown = await Assert.ThrowsAsync<RelayException>(async () => await new ReplyInput().ReadAsync(stream, CancellationToken.None));
        Assert.Equal(failure, thrown.Failure.ToString());
    }
}
