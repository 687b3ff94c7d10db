using System.Buffers;
using System.Net;
using System.Text;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Tests.Bridging.Http1;

public sealed class HeadWriterTests
{
    private readonly HeadWriter _head = new();

    [Fact]
    public void A_head_is_written_as_it_goes_out()
    {
        _head.Begin("GET", "/owa/", "?a=b");
        _head.Field("Host", "mail.example.test");
        _head.Field("X-Empty", "");
        _head.Field("X-Bytes", "\u00e9");
        _head.Field("X-Forwarded-For", IPAddress.Parse("2001:db8::1"));
        _head.Field("Content-Length", long.MaxValue);
        _head.End();
        Assert.Equal(
            "GET /owa/?a=b HTTP/1.1\r\nHost: mail.example.test\r\nX-Empty: \r\nX-Bytes: \u00e9\r\nX-Forwarded-For: 2001:db8::1\r\nContent-Length: 9223372036854775807\r\n\r\n",
            Encoding.Latin1.GetString(_head.Written.Span));
    }

    [Theory]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    public void No_value_ends_its_line(string value) => Assert.Throws<FormatException>(() => _head.Field("X", value));

    [Theory]
    [InlineData("", "")]
    [InlineData("http://elsewhere/", "")]
    [InlineData("/a b", "")]
    [InlineData("/a\r\n", "")]
    [InlineData("/\u00e9", "")]
    [InlineData("/", "? HTTP/1.1\r\n")]
    public void No_target_is_more_than_one_word(string path, string query) => Assert.Throws<FormatException>(() => _head.Begin("GET", path, query));

    [Fact]
    public void It_grows_with_what_is_written()
    {
        var value = new string('x', 30_000);
        _head.Begin("GET", "/", "");
        _head.Field("X", value);
        Assert.Equal($"GET / HTTP/1.1\r\nX: {value}\r\n", Encoding.Latin1.GetString(_head.Written.Span));
    }

    [Fact]
    public void Data_is_written_as_a_chunk()
    {
        _head.Chunk(new ReadOnlySequence<byte>("twelve bytes"u8.ToArray()));
        Assert.Equal("C\r\ntwelve bytes\r\n", Encoding.Latin1.GetString(_head.Written.Span));
        _head.Release();
        Assert.True(_head.Written.IsEmpty);
    }
}
