using System.Text;
using WebPublisher.Mail.Mime.Text;

namespace WebPublisher.Mail.Tests.Mime.Text;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("one <b>two</b>", "one two")]
    [InlineData("vi<b></b>ag<!-- x -->ra", "viagra")]
    [InlineData("vi&#8203;agra &shy;ok", "viagra ok")]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("one\r\n   two", "one two")]
    [InlineData("one<br>\n two", "one\ntwo")]
    [InlineData("<a href=\"x>y\" title='>'>link</a>", "link")]
    [InlineData("<style>p { }</style>a<script>if (a < b) '</b>'</script>b", "ab")]
    [InlineData("a &lt;b&gt; &amp; c &euro; &#x41;&#66; &nosuch; &", "a <b> & c \u20ac AB &nosuch; &")]
    [InlineData("&ampb", "&ampb")]
    [InlineData("1 < 2 <3", "1 < 2 <3")]
    [InlineData("<!DOCTYPE html><?xml?>a<!---->b", "ab")]
    public void Only_what_is_read_remains(string html, string text)
    {
        Assert.Equal(text, Read(html, html.Length).Trim());
        Assert.Equal(text, Read(html, 1).Trim());
    }

    [Fact]
    public void A_pair_of_surrogates_is_never_cut()
    {
        var html = new StringBuilder();
        for (var count = 0; count < 3000; count++)
        {
            html.Append("\U0001F600");
        }

        var reader = new HtmlText(text => Assert.False(char.IsHighSurrogate(text[^1]) || char.IsLowSurrogate(text[0])));
        foreach (var chunk in html.ToString().Chunk(7))
        {
            reader.Take(chunk);
        }

        reader.Complete();
    }

    private static string Read(string html, int size)
    {
        var result = new StringBuilder();
        var reader = new HtmlText(text => result.Append(text));
        foreach (var chunk in html.Chunk(Math.Max(1, size)))
        {
            reader.Take(chunk);
        }

        reader.Complete();
        return result.ToString();
    }
}
