using System.Text;
using WebPublisher.Web.Listeners.Screening;

namespace WebPublisher.Web.Tests.Listeners.Screening;

public sealed class ChunkScreenTests
{
    [Theory]
    [InlineData("0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("00005\r\nhello\r\n000\r\n\r\n")]
    [InlineData("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n")]
    [InlineData("5;a=\"b c\"\r\nhello\r\n0;x\r\n\r\n")]
    [InlineData("2\r\n\r\n\r\n0\r\nX-Trailer: 1\r\nX-Other:\r\n\r\n")]
    public void A_body_ends_where_its_last_chunk_does(string body)
    {
        foreach (var step in new[] { 1, 2, 3, body.Length + 4 })
        {
            var (wrong, taken) = Screen(body + "GET ", step);
            Assert.Null(wrong);
            Assert.Equal(body.Length, taken);
        }
    }

    [Theory]
    [InlineData("x\r\n")]
    [InlineData("\r\n")]
    [InlineData("+5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-0\r\n\r\n")]
    [InlineData("0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0_5\r\nhello\r\n0\r\n\r\n")]
    [InlineData(" 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5 \r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\t;a\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\rhello\r\n0\r\n\r\n")]
    [InlineData("5;a\nb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\rb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\0b\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("4\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n\r\n0\r\n\r\n")]
    [InlineData("80000000\r\n")]
    [InlineData("100000005\r\n")]
    [InlineData("0\n\n")]
    [InlineData("0\r\n\n")]
    [InlineData("0\r\nX: y\n\n")]
    [InlineData("0\r\nX: y\nZ: z\r\n\r\n")]
    [InlineData("0\r\nno colon\r\n\r\n")]
    [InlineData("0\r\n folded: y\r\n\r\n")]
    [InlineData("0\r\nX: a\0b\r\n\r\n")]
    public void What_breaks_the_grammar_is_told(string body)
    {
        Assert.NotNull(Screen(body, 1).Wrong);
        Assert.NotNull(Screen(body, body.Length).Wrong);
    }

    [Fact]
    public void Extensions_and_trailers_have_limits()
    {
        Assert.NotNull(Screen($"5;{new string('a', ChunkScreen.LongestExtension + 1)}", 64).Wrong);
        Assert.NotNull(Screen($"0\r\nX: {new string('a', ChunkScreen.LongestTrailer)}", 64).Wrong);
    }

    private static (string? Wrong, int Taken) Screen(string body, int step)
    {
        var screen = default(ChunkScreen);
        var total = 0;
        foreach (var piece in Encoding.Latin1.GetBytes(body).Chunk(step))
        {
            var wrong = screen.Take(piece, out var taken);
            total += taken;
            if (wrong is not null || screen.IsComplete)
            {
                return (wrong, total);
            }
        }

        return ("no end", total);
    }
}
