using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class ReceivedOctetsTests
{
    private readonly Pipe _pipe = new();

    [Fact]
    public async Task What_was_not_taken_comes_again_with_what_follows_it()
    {
        var received = new ReceivedOctets(_pipe.Reader);
        await SendAsync("MAIL\r\nRC");
        Assert.True(received.TakeIn(await received.ReadAsync()));
        received.Buffer = received.Buffer.Slice(6);
        await SendAsync("PT\r\n");
        Assert.True(received.TakeIn(await received.ReadAsync()));
        Assert.Equal("RCPT\r\n", Text(received));
        Assert.Equal(12, received.Count);
    }

    [Fact]
    public async Task A_read_that_was_cancelled_leaves_what_there_is_and_counts_nothing()
    {
        var received = new ReceivedOctets(_pipe.Reader);
        await SendAsync("QU");
        Assert.True(received.TakeIn(await received.ReadAsync()));
        var waiting = received.ReadAsync();
        received.CancelPendingRead();
        Assert.False(received.TakeIn(await waiting));
        Assert.Equal("QU", Text(received));
        Assert.Equal(2, received.Count);
    }

    [Fact]
    public async Task What_is_dropped_is_counted_and_gone()
    {
        var received = new ReceivedOctets(_pipe.Reader);
        Assert.False(received.HasPending());
        await SendAsync("in clear");
        Assert.True(received.HasPending());
        received.Drop();
        Assert.False(received.HasPending());
        Assert.Equal(8, received.Count);
    }

    [Fact]
    public async Task What_is_given_back_is_found_by_the_next_reader_at_once()
    {
        var received = new ReceivedOctets(_pipe.Reader);
        await SendAsync("hello of tls");
        Assert.True(received.HasPending());
        received.GiveBack();
        Assert.True(_pipe.Reader.TryRead(out var result));
        Assert.Equal(12, result.Buffer.Length);
    }

    [Fact]
    public async Task The_count_goes_on_under_TLS()
    {
        var received = new ReceivedOctets(_pipe.Reader);
        await SendAsync("STARTTLS\r\n");
        received.Drop();
        var decrypted = new Pipe();
        received.GoOnWith(decrypted.Reader);
        await decrypted.Writer.WriteAsync("EHLO"u8.ToArray());
        Assert.True(received.TakeIn(await received.ReadAsync()));
        Assert.Equal(14, received.Count);
    }

    private async Task SendAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static string Text(ReceivedOctets received) => Encoding.ASCII.GetString(received.Buffer.ToArray());
}
