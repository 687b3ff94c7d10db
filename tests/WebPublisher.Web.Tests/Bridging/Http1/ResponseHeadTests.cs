using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Tests.Bridging.Http1;

public sealed class ResponseHeadTests
{
    // Pieces that make good heads often and bad ones just as often.
    private static readonly Arbitrary<string> s_heads = Gen.Elements(
        "HTTP/1.1 200 OK\r\n", "HTTP/1.0 304 \r\n", "HTTP/1.1 204\r\n", "Content-Length: 5\r\n", "Content-Length: 6\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
        "Connection: close\r\n", "Set-Cookie: a=b; path=/\r\n", "set-cookie: c=d\r\n", "X-A:\r\n", "X-B: \u00e9 \t\r\n", "\r\n", "\n", "\r", " folded\r\n", ":\r\n", "X : y\r\n", "X-C: \0\r\n", "X")
        .ListOf().Select(parts => "HTTP/1.1 200 OK\r\n" + string.Concat(parts)).ToArbitrary();

    [Fact]
    public void Status_reason_and_fields_are_read()
    {
        var head = Read("HTTP/1.1 449 Retry after it\r\ncontent-TYPE:\ttext/html \r\nX-Own: \u00e9\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Empty:\r\n\r\n");
        Assert.Equal(449, head.Status);
        Assert.Equal("Retry after it", head.Reason);
        Assert.Equal([new("Content-Type", "text/html"), new("X-Own", "\u00e9"), new("Set-Cookie", "a=1"), new("Set-Cookie", "b=2"), new("X-Empty", "")], head.Fields);
        Assert.Equal(BodyFraming.UntilClose, head.FramingFor("GET"));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("SS")]
    [InlineData("HTTP/2 200 OK\r\n")]
    [InlineData("HTTP/1.2 200 OK\r\n")]
    [InlineData("http/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n")]
    [InlineData("HTTP/1.1 600 OK\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n")]
    [InlineData("HTTP/1.1 200 O\u0001K\r\n")]
    [InlineData("\r\nHTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\u001bb\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: a\u007fb\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y\r\n folded\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\tfolded\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX : y\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n: y\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno field\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX(y): z\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\ncontent-length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n")]
    public void What_is_no_response_or_could_be_read_in_two_ways_is_refused(string text) => Assert.Throws<InvalidResponseException>(() => Read(text));

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public void Two_kinds_of_framing_are_refused_whatever_was_asked(string text)
    {
        Assert.Throws<InvalidResponseException>(() => Read(text).FramingFor("GET"));
        Assert.Throws<InvalidResponseException>(() => Read(text).FramingFor("HEAD"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "GET", nameof(BodyFraming.Length))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD", nameof(BodyFraming.None))]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n", "POST", nameof(BodyFraming.Chunked))]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HEAD", nameof(BodyFraming.None))]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", "GET", nameof(BodyFraming.None))]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "GET", nameof(BodyFraming.None))]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", "GET", nameof(BodyFraming.UntilClose))]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", "GET", nameof(BodyFraming.UntilClose))]
    public void The_body_ends_as_RFC_9112_section_6_3_says(string text, string method, string expected) => Assert.Equal(expected, Read(text).FramingFor(method).ToString());

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: X-Hop, Close\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", false)]
    public void The_connection_is_kept_only_where_nobody_says_otherwise(string text, bool expected) => Assert.Equal(expected, Read(text).KeepsConnection);

    [Fact]
    public void A_header_has_an_end()
    {
        Assert.Throws<InvalidResponseException>(() => Read($"HTTP/1.1 200 OK\r\nX: {new string('x', ResponseHead.MaximumBytes)}"));
        Assert.Throws<InvalidResponseException>(() => Read("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat($"X: {new string('x', 1000)}\r\n", 33))));
        Assert.Throws<InvalidResponseException>(() => Read("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", ResponseHead.MaximumFields + 1))));
        Assert.Equal(ResponseHead.MaximumFields, Read("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", ResponseHead.MaximumFields)) + "\r\n").Fields.Count);
    }

    [Fact]
    public void Bytes_after_the_head_are_left_alone()
    {
        var bytes = "HTTP/1.1 200 OK\r\n\r\nbody\r\n"u8;
        Assert.True(new ResponseHead(new FieldText()).Read(bytes, out var consumed));
        Assert.Equal(bytes.Length - 6, consumed);
    }

    [Fact]
    public void A_value_that_comes_again_is_the_same_string_unless_it_is_a_cookie()
    {
        var head = new ResponseHead(new FieldText());
        var bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\n\r\n"u8;
        head.Read(bytes, out _);
        var (type, cookie) = (head.Fields[0].Value, head.Fields[1].Value);
        head.Clear();
        Assert.Empty(head.Fields);
        head.Read(bytes, out _);
        Assert.Same(type, head.Fields[0].Value);
        Assert.NotSame(cookie, head.Fields[1].Value);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData(" text/html", "text/html")]
    [InlineData(" \t text/html\t ", "text/html")]
    [InlineData("\ttext/html", "text/html")]
    [InlineData(" a", "a")]
    [InlineData("  ", "")]
    [InlineData(" \u00e9", "\u00e9")]
    [InlineData(" text/html; a=\tb", "text/html; a=\tb")]
    public void White_space_around_a_value_is_no_part_of_it_the_first_time_and_the_second(string written, string expected)
    {
        var head = new ResponseHead(new FieldText());
        for (var time = 0; time < 2; time++)
        {
            head.Clear();
            head.Read(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type:{written}\r\n\r\n"), out _);
            Assert.Equal([new("Content-Type", expected)], head.Fields);
        }
    }

    [Fact]
    public void A_value_that_came_before_lets_no_other_pass()
    {
        var head = new ResponseHead(new FieldText());
        head.Read("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8, out _);
        head.Clear();
        Assert.Throws<InvalidResponseException>(() => head.Read("HTTP/1.1 200 OK\r\ncontent-type: text/html\u0001\r\n\r\n"u8, out _));

        // The refused one is not known from then on.
        head.Clear();
        Assert.Throws<InvalidResponseException>(() => head.Read("HTTP/1.1 200 OK\r\nContent-Type: text/html\u0001\r\n\r\n"u8, out _));
    }

    [Fact]
    public void It_makes_no_difference_in_which_pieces_a_head_arrives() => Prop.ForAll(s_heads, Gen.Choose(1, 40).ToArbitrary(), (text, size) =>
        Told(() => Read(text)) == Told(() => Read(text, size))).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void No_field_has_a_line_end_or_a_name_that_is_no_token() => Prop.ForAll(s_heads, text =>
    {
        var head = new ResponseHead(new FieldText());
        try
        {
            head.Read(Encoding.Latin1.GetBytes(text), out _);
        }
        catch (InvalidResponseException)
        {
            // What was read before it is judged all the same.
        }

        return head.Fields.All(field => field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !field.Value.AsSpan().ContainsAny("\r\n\0"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static ResponseHead Read(string text, int size = int.MaxValue)
    {
        var head = new ResponseHead(new FieldText());
        var bytes = Encoding.Latin1.GetBytes(text);
        var read = 0;
        for (var arrived = Math.Min(size, bytes.Length); ; arrived = Math.Min(arrived + size, bytes.Length))
        {
            var isComplete = head.Read(bytes.AsSpan(read..arrived), out var consumed);
            read += consumed;
            if (isComplete || arrived == bytes.Length)
            {
                return head;
            }
        }
    }

    private static string Told(Func<ResponseHead> read)
    {
        try
        {
            var head = read();
            return $"{head.Status} {head.Reason} {head.Length} {head.KeepsConnection} {string.Join('|', head.Fields)}";
        }
        catch (InvalidResponseException)
        {
            return "refused";
        }
    }
}
