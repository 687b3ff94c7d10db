using System.IO.Pipelines;
using System.Text;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Listeners.Screening;

namespace WebPublisher.Web.Tests.Listeners.Screening;

public sealed class RequestScreenTests
{
    private const string First = "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    private const string Second = "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nworld\r\n0\r\n\r\n";
    private const string Third = "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n";

    private readonly Pipe _connection = new(new PipeOptions(minimumSegmentSize: 16, useSynchronizationContext: false));
    private readonly RequestScreenState _state = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RequestScreen _screen;

    public RequestScreenTests() => _screen = new RequestScreen(_connection.Reader, _state, new KeptHeads(), _time);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Requests_pass_unchanged_however_they_come(int step)
    {
        var writing = WriteAsync(First + Second + Third, step);

        Assert.Equal(First + Second + Third, await ReadToEndAsync());
        await writing;
        Assert.Null(_state.Refused);
    }

    [Fact]
    public async Task A_head_is_shown_whole_and_alone()
    {
        await WriteAsync(Third + Third, 1000);

        var read = await _screen.ReadAsync();
        Assert.Equal(Third, Encoding.Latin1.GetString(read.Buffer));
        _screen.AdvanceTo(read.Buffer.End);
        Assert.Equal(Third, Encoding.Latin1.GetString((await _screen.ReadAsync()).Buffer));
    }

    [Fact]
    public async Task Nothing_of_a_body_passes_for_the_next_request()
    {
        await WriteAsync("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\nX : y\r\n\r\n", 1000);

        // After "GET " comes what is no request line.
        Assert.Equal("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET GET / HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n", await ReadToEndAsync());
        Assert.Equal(DenialReason.MalformedRequest, _state.Refused?.Reason);
    }

    [Fact]
    public async Task A_refused_head_is_replaced_by_one_that_tells_where_it_went_and_nothing_follows()
    {
        await WriteAsync($"{First}GET /x?y HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: +5\r\n\r\nhello{Third}", 1000);

        Assert.Equal($"{First}GET /x?y HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", await ReadToEndAsync());
        Assert.Equal(DenialReason.InvalidFraming, _state.Refused?.Reason);
    }

    [Fact]
    public async Task Of_what_cannot_be_read_nothing_is_repeated()
    {
        await WriteAsync("GET /\0 HTTP/1.1\r\nHost: a b\r\n\r\n", 1000);

        Assert.Equal("GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", await ReadToEndAsync());
    }

    [Fact]
    public async Task An_empty_line_before_a_request_is_forgiven()
    {
        await WriteAsync($"\r\n{First}\r\n{Third}", 1000);

        Assert.Equal(First + Third, await ReadToEndAsync());
    }

    [Fact]
    public async Task A_body_that_breaks_its_chunks_ends_the_connection()
    {
        await WriteAsync($"POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n{Third}", 1000);
        var head = await _screen.ReadAsync();
        _screen.AdvanceTo(head.Buffer.End);

        await Assert.ThrowsAsync<RequestFramingException>(async () => await _screen.ReadAsync());
        var rest = await _screen.ReadAsync();
        Assert.True(rest is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    [Fact]
    public async Task A_tunnel_is_not_looked_into()
    {
        await WriteAsync(Third, 1000);
        var head = await _screen.ReadAsync();
        _screen.AdvanceTo(head.Buffer.End);
        _state.IsTunnel = true;

        await WriteAsync("\0\u0001 anything", 1000);
        var read = await _screen.ReadAsync();
        Assert.Equal("\0\u0001 anything", Encoding.Latin1.GetString(read.Buffer));
    }

    [Fact]
    public async Task A_head_that_does_not_come_whole_in_time_is_refused()
    {
        var reading = _screen.ReadAsync().AsTask();
        await _connection.Writer.WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
        Assert.False(reading.IsCompleted);

        await _time.AdvanceUntilAsync(reading, KestrelSettings.HeadTimeout);

        Assert.Equal("GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", Encoding.Latin1.GetString((await reading).Buffer));
        Assert.Equal(DenialReason.HeaderTimeout, _state.Refused?.Reason);
    }

    [Fact]
    public async Task A_cancelled_read_shows_nothing_of_a_head_that_has_begun()
    {
        var reading = _screen.ReadAsync().AsTask();
        await _connection.Writer.WriteAsync("GET / "u8.ToArray());
        _screen.CancelPendingRead();

        var read = await reading;
        Assert.True(read is { IsCanceled: true, Buffer.IsEmpty: true });
    }

    private async Task WriteAsync(string text, int step)
    {
        foreach (var piece in Encoding.Latin1.GetBytes(text).Chunk(step))
        {
            await _connection.Writer.WriteAsync(piece);
        }
    }

    /// <summary>Reads as Kestrel does, until nothing more can come.</summary>
    private async Task<string> ReadToEndAsync()
    {
        await _connection.Writer.CompleteAsync();
        var text = new StringBuilder();
        while (true)
        {
            var read = await _screen.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            text.Append(Encoding.Latin1.GetString(read.Buffer));
            _screen.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return text.ToString();
            }
        }
    }
}
