using System.Text;
using WebPublisher.Commands;
using WebPublisher.Commands.Firewall;

namespace WebPublisher.Tests.Commands.Firewall;

public sealed class RawMessageTests
{
    [Theory]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nA:  b \r\n\r\nbody\r\n", "POST /a HTTP/1.1", "Host=x A=b", "body\r\n")]
    [InlineData("POST /a HTTP/1.1\nHost: x\n\nbody\n\nmore", "POST /a HTTP/1.1", "Host=x", "body\n\nmore")]
    [InlineData("GET / HTTP/1.1\nA: b\n c\n\td\n", "GET / HTTP/1.1", "A=b c d", "")]
    [InlineData("GET / HTTP/1.1", "GET / HTTP/1.1", "", "")]
    [InlineData("P / HTTP/1.1\nContent-Length: 4\n\nbody\r\n", "P / HTTP/1.1", "Content-Length=4", "body")]
    [InlineData("P / HTTP/1.1\nTransfer-Encoding: chunked\n\n3;x=y\r\nbod\r\n1\ny\n0\n\n", "P / HTTP/1.1", "Transfer-Encoding=chunked", "body")]
    public void A_message_is_read(string text, string start, string fields, string body)
    {
        var message = Parse(text);
        Assert.Equal((start, fields, body), (message.StartLine, string.Join(' ', message.Fields.Select(f => $"{f.Name}={f.Value}")), Encoding.Latin1.GetString(message.Body.Span)));
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("P / HTTP/1.1\nContent-Length: 10\n\nbody", "body", "Content-Length says 10, and the body has 4 bytes: it is judged as it is.")]
    [InlineData("P / HTTP/1.1\nContent-Length: 2\n\nbody", "bo", "Content-Length says 2, and the file goes on for 2 more: they are not judged.")]
    public void A_body_of_another_length_is_noted(string text, string body, string note)
    {
        var message = Parse(text);
        Assert.Equal((body, note), (Encoding.Latin1.GetString(message.Body.Span), Assert.Single(message.Notes)));
    }

    [Fact]
    public void Bytes_of_the_head_stay_bytes() => Assert.Equal("/\u00C3\u00A9", Parse("GET /é HTTP/1.1").StartLine.Split(' ')[1]);

    [Theory]
    [InlineData("", "f:1: expected a request line")]
    [InlineData("\nHost: x", "f:1: expected a request line")]
    [InlineData("GET / HTTP/1.1\nHost x\n", "f:2: expected a field")]
    [InlineData("GET / HTTP/1.1\nTransfer-Encoding: chunked\n\nx\n", "f: expected the size of a chunk")]
    [InlineData("GET / HTTP/1.1\nTransfer-Encoding: chunked\n\n", "f: expected the size of a chunk")]
    [InlineData("GET / HTTP/1.1\nTransfer-Encoding: chunked\n\n5\nabc", "f: a chunk of 5 bytes ends after 3.")]
    [InlineData("GET / HTTP/1.1\nTransfer-Encoding: chunked\n\nffffffff\nabc", "f: expected the size of a chunk")]
    public void What_is_no_message_is_told(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<CommandFailure>(() => Parse(text)).Message, StringComparison.Ordinal);

    private static RawMessage Parse(string text) => RawMessage.Parse(Encoding.UTF8.GetBytes(text), "f");
}
