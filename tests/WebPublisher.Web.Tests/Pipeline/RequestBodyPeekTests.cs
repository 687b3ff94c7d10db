using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class RequestBodyPeekTests
{
    private readonly Pipe _body = new();
    private readonly DefaultHttpContext _http = new();

    public RequestBodyPeekTests() => _http.Features.Set<IRequestBodyPipeFeature>(new Body(_body.Reader));

    [Fact]
    public async Task What_was_seen_is_read_again_by_whoever_forwards_it()
    {
        await WriteAsync("user=");
        var peek = PeekAsync(8);
        Assert.False(peek.IsCompleted);

        await WriteAsync("alice&pass=x");

        Assert.Equal(("user=alice&pass=x", false), await peek);
        Assert.True(_body.Reader.TryRead(out var read));
        Assert.Equal("user=alice&pass=x", Encoding.ASCII.GetString(read.Buffer));
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_asked_for_is_whole()
    {
        await WriteAsync("short");
        await _body.Writer.CompleteAsync();

        Assert.Equal(("short", true), await PeekAsync(1024));
        Assert.Equal(("short", true), await PeekAsync(1024));
    }

    private Task<(string Text, bool IsWhole)> PeekAsync(int wanted) => RequestBodyPeek.ReadAsync(
        _http.Request, wanted, static (bytes, isWhole, _) => (Encoding.ASCII.GetString(bytes), isWhole), state: 0, CancellationToken.None).AsTask();

    private async Task WriteAsync(string text) => await _body.Writer.WriteAsync(Encoding.ASCII.GetBytes(text));

    private sealed class Body(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = reader;
    }
}
