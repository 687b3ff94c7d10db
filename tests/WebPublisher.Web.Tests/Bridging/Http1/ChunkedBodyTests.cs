using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Tests.Bridging.Http1;

public sealed class ChunkedBodyTests
{
    [Theory]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5;name=\"value\"\r\nhello\r\n1 \r\n!\r\n000\r\nX-Trailer: 1\r\n\r\n", "hello!")]
    [InlineData("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789")]
    public void Data_is_taken_out_of_its_chunks(string text, string expected) => Assert.Equal(expected, Decode(text));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("x\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("+1\r\n")]
    [InlineData("0x1\r\n")]
    [InlineData(" 1\r\n")]
    [InlineData("1 x\r\n")]
    [InlineData("5\nhello")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhello!\r\n0\r\n\r\n")]
    [InlineData("5\r\nhelloHTTP/1.1 200 OK\r\n")]
    [InlineData("5;\u0001\r\nhello\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFF\r\n")]
    [InlineData("10000000000000005\r\nhello\r\n")]
    [InlineData("0\r\nHTTP/1.1 200 OK\r\n")]
    [InlineData("0\r\n folded\r\n\r\n")]
    [InlineData("0\r\nX: \0\r\n\r\n")]
    [InlineData("0\r\n\n")]
    public void What_is_not_the_coding_is_refused(string text) => Assert.Throws<InvalidResponseException>(() => Decode(text));

    [Fact]
    public void Extensions_and_trailers_have_an_end()
    {
        Assert.Throws<InvalidResponseException>(() => Decode("5;" + new string('x', 300)));
        Assert.Throws<InvalidResponseException>(() => Decode("0\r\n" + string.Concat(Enumerable.Repeat($"X: {new string('x', 1000)}\r\n", 40))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5\r\nhel")]
    [InlineData("5\r\nhello\r\n")]
    [InlineData("0\r\n")]
    [InlineData("0\r\nX: y\r\n")]
    public void A_body_that_breaks_off_has_no_end(string text) => Assert.Throws<EndOfStreamException>(() => Decode(text));

    [Fact]
    public void What_was_cut_into_chunks_is_whole_again() => Prop.ForAll(
        Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf().NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 20).ToArbitrary(),
        (chunks, size) =>
        {
            var coded = string.Concat(chunks.Where(chunk => chunk.Length > 0).Select(chunk => $"{chunk.Length:x}\r\n{Encoding.Latin1.GetString(chunk)}\r\n")) + "0\r\n\r\n";
            return Decode(coded, size) == string.Concat(chunks.Select(Encoding.Latin1.GetString));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static string Decode(string text, int size = int.MaxValue)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var body = new StringBuilder();
        var chunks = new ChunkedBody(trailers: null);
        var read = 0;
        var arrived = Math.Min(size, bytes.Length);
        while (true)
        {
            var isRead = chunks.Read(bytes.AsSpan(read..arrived), out var consumed, out var left);
            read += consumed;
            if (isRead && left == 0)
            {
                return body.ToString();
            }

            if (isRead)
            {
                if (left > bytes.Length - read)
                {
                    throw new EndOfStreamException();
                }

                body.Append(Encoding.Latin1.GetString(bytes, read, (int)left));
                read += (int)left;
                arrived = Math.Max(read, arrived);
                continue;
            }

            if (arrived == bytes.Length)
            {
                throw new EndOfStreamException();
            }

            arrived = Math.Min(arrived + size, bytes.Length);
        }
    }
}
