using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

public class QueryArgumentsTests
{
    [Theory]
    [InlineData("a=1&b=2&a=3", "get a=1\nget b=2\nget a=3\n")]
    [InlineData("a&b=&=c&&d=e=f&", "get a=\nget b=\nget =c\nget =\nget d=e=f\n")]
    [InlineData("a+b=%41%2b%0a+%c3%BC", "get a b=A+\n ü\n")]
    [InlineData("%61%=%zz%4", "get a%=%zz%4\ninvalid encoding\n")]
    [InlineData("a=%u0041", "get a=%u0041\ninvalid encoding\n")]
    [InlineData("a;b=1", "get a;b=1\n")]
    [InlineData("", "")]
    [InlineData("&", "get =\n")]
    [InlineData("=", "get =\n")]
    public void A_query_is_cut_and_decoded_as_mod_security2_does(string query, string expected) => Assert.Equal(expected, Read(query));

    [Fact]
    public void Another_separator_may_stand_between() => Assert.Equal("get a=1\nget b&c=2\n", Read("a=1;b&c=2", ';'));

    [Fact]
    public void More_arguments_than_the_limit_are_an_error()
    {
        var found = Read(string.Join('&', Enumerable.Range(0, 100_000)));

        Assert.StartsWith("get 0=\n", found, StringComparison.Ordinal);
        Assert.EndsWith("get 999=\nerror The request has more arguments than are looked into\n", found, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_no_decoding_is_not_copied()
    {
        using var arena = new TextArena();
        var parsed = new ParsedBody();
        var query = ByteText.FromString("a=1&b+=2");

        QueryArguments.Read(query, '&', arena, BodyLimits.Default, parsed);

        Assert.True(parsed.QueryArguments[0].Value.IsSamePlace(query.Slice(2, 1)));
        Assert.Equal(2, arena.Taken);
    }

    private static string Read(string query, char separator = '&')
    {
        using var arena = new TextArena();
        var parsed = new ParsedBody();
        QueryArguments.Read(ByteText.FromString(query), separator, arena, BodyLimits.Default, parsed);
        return BodyReading.Describe(parsed);
    }
}
