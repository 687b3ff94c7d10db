using System.Text;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

public class CookieListTests
{
    [Theory]
    [InlineData("a=1; b=2;c=3", "[a=1][b=2][c=3]")]
    [InlineData("a = 1 ;b", "[a = 1 ][b=]")]
    [InlineData(";;=x; ;\t=;a", "[a=]")]
    [InlineData("a=1, b=2,c", "[a=1][b=2][c=]")]
    [InlineData("a=1,b=2", "[a=1,b=2]")]
    [InlineData("a=1, b=2; c=3", "[a=1, b=2][c=3]")]
    [InlineData("a=b=c", "[a=b=c]")]
    [InlineData("a=%41+", "[a=%41+]")]
    [InlineData("", "")]
    [InlineData(" ", "")]
    public void Version_0_is_what_browsers_write(string field, string expected)
    {
        var cookies = new CookieList();

        cookies.AddVersion0(ByteText.FromString(field));

        Assert.Equal(expected, Describe(cookies));
    }

    [Theory]
    [InlineData("$Version=1; a=\"1;2\"; $Path=\"/\", b = 2 ;c", "[$Version=1][a=1;2][$a_Path=/][b=2][c=]")]
    [InlineData("a=\"1", "[a=1]")]
    [InlineData("a=\"", "[a=]")]
    [InlineData("a=", "[a=]")]
    [InlineData("=1;;a", "[a=]")]
    [InlineData("", "")]
    public void Version_1_is_what_rfc_2965_says(string field, string expected)
    {
        using var arena = new TextArena();
        var cookies = new CookieList();

        cookies.AddVersion1(ByteText.FromString(field), arena);

        Assert.Equal(expected, Describe(cookies));
    }

    [Fact]
    public void Attributes_of_a_cookie_with_a_long_name_do_not_repeat_it()
    {
        using var arena = new TextArena();

        new CookieList().AddVersion1(ByteText.FromString(new string('a', 30_000) + string.Concat(Enumerable.Repeat(";$b", 10_000))), arena);

        Assert.Equal(0, arena.Taken);
    }

    private static string Describe(CookieList cookies)
    {
        var text = new StringBuilder();
        foreach (var cookie in cookies.Cookies)
        {
            text.Append($"[{cookie.Name}={cookie.Value}]");
        }

        return text.ToString();
    }
}
