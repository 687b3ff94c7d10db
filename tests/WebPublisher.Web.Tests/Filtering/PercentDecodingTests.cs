using System.Text;
using WebPublisher.Web.Filtering;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class PercentDecodingTests
{
    [Theory]
    [InlineData("a+b", "a b")]
    [InlineData("%41%42", "AB")]
    [InlineData("%u0041%U00e4%u20AC", "Aä€")]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%4g%u12", "%4g%u12")]
    [InlineData("%%41", "%A")]
    [InlineData("%2541", "%41")]
    public void What_is_an_escape_is_decoded_once(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes, 0, PercentDecoding.Decode(bytes, bytes)));
    }

    [Theory]
    [InlineData("abc", 0)]
    [InlineData("ab%", 1)]
    [InlineData("ab%4", 2)]
    [InlineData("ab%41", 0)]
    [InlineData("ab%4g", 0)]
    [InlineData("ab%g", 0)]
    [InlineData("ab%u", 2)]
    [InlineData("ab%u123", 5)]
    [InlineData("ab%u1234", 0)]
    [InlineData("ab%u12g", 0)]
    [InlineData("%41%", 1)]
    [InlineData("", 0)]
    public void What_may_go_on_in_the_next_piece_is_known(string piece, int count) => Assert.Equal(count, PercentDecoding.Incomplete(Encoding.ASCII.GetBytes(piece)));
}
