using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Text;

namespace WebPublisher.Mail.Tests.Mime.Text;

public sealed class HtmlLinksTests
{
    [Theory]
    [InlineData("<a href=\"http://a.test/\">one <b>two</b></a> three", "a http://a.test/ one two")]
    [InlineData("<A class=x HREF = 'http://a.test/?x=1&amp;y=2' >one</A>", "a http://a.test/?x=1&y=2 one")]
    [InlineData("<a href=http://a.test/x>one<a href=b>two", "a http://a.test/x one|a b two")]
    [InlineData("<a name=x>one</a><a href>two</a><a href=''>three</a>", "")]
    [InlineData("<img alt='a logo' src=cid:1/><form action=/go></form><area href=map>", "img cid:1/ a logo|form /go |area map ")]
    [InlineData("<!-- <a href=x>no</a> --><script><a href=y>no</a></script>", "")]
    [InlineData("<a href=\"x>y\" title=\"href=z\">one</a>", "a x>y one")]
    [InlineData("before<a title='x' href=y>within</a>after", "a y within")]
    [InlineData("<abbr href=x>one</abbr>", "")]
    public void What_leads_elsewhere_is_told(string html, string links)
    {
        Assert.Equal(links, Read(html, html.Length));
        Assert.Equal(links, Read(html, 1));
    }

    [Fact]
    public void Long_targets_and_texts_are_cut()
    {
        var told = new List<HtmlLink>();
        Read($"<a href={new string('x', 9000)}>{new string('y', 9000)}</a>", 100, told);

        Assert.Equal((2048, 512), (Assert.Single(told).Target.Length, told[0].Text.Length));
    }

    private static string Read(string html, int size)
    {
        var told = new List<HtmlLink>();
        Read(html, size, told);
        return string.Join('|', told.Select(link => $"{link.Element} {link.Target} {link.Text}"));
    }

    private static void Read(string html, int size, List<HtmlLink> told)
    {
        var links = new HtmlLinks(told.Add);
        var reader = new HtmlText(text => links.TakeText(text), links);
        foreach (var chunk in html.Chunk(size))
        {
            reader.Take(chunk);
        }

        reader.Complete();
    }
}
