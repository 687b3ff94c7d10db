using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class HtmlReaderTests
{
    [Theory]
    [InlineData("<div style='display:none'>hidden</div>shown")]
    [InlineData("<div style=\"color:red; DISPLAY : none\"><div>hid</div>den</div>shown")]
    [InlineData("<span style='font-size:0px'>hidden</span>shown")]
    [InlineData("<p hidden>hidden</p>shown")]
    [InlineData("<b style=visibility:hidden>hidden</b>shown")]
    [InlineData("<span style='max-height:0;overflow:hidden'>hidden</span>shown")]
    public void What_is_styled_to_be_unseen_is_counted_and_not_shown(string html)
    {
        var reading = Read(html);
        Assert.Equal("shown", reading.Visible.ToString().Trim());
        Assert.Equal(6, reading.HiddenCharacters);
    }

    [Fact]
    public void Blanks_that_fill_a_preview_hide_nothing() => Assert.Equal(0, Read("<div style='display:none'>&nbsp;&zwnj;&#847; \u200c</div>").HiddenCharacters);

    [Fact]
    public void Links_come_with_their_words()
    {
        var reading = Read("<a href='https://a.example/?x=1&amp;y=2'>one <b>two</b></a><a href=https://b.example/><img src=x></a><a name=c>none</a><form action=https://d.example></form>");
        Assert.Equal(
            [new("https://a.example/?x=1&y=2", "one two", HoldsImage: false), new("https://b.example/", "", HoldsImage: true), new("https://d.example", "", HoldsImage: false)],
            reading.Links);
    }

    [Fact]
    public void A_link_that_does_not_end_ends_with_the_next()
        => Assert.Equal(["one", "two"], Read("<a href=http://a>one<a href=http://b>two").Links.Select(link => link.Text));

    [Fact]
    public void Scripts_styles_and_comments_are_not_shown()
    {
        var reading = Read("a<style>p{}</style><script>var x = '<p>';</script><!-- c --><title>t</title>b");
        Assert.Equal("ab", reading.Visible.ToString());
        Assert.Equal(1, reading.Scripts);
        Assert.Equal(10, reading.CommentCharacters);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a href=\"")]
    [InlineData("<script>x</scrip")]
    [InlineData("<div style='display:none'>")]
    [InlineData("1 < 2 and 3 > 2")]
    public void What_does_not_end_is_read_to_its_end(string html) => Assert.Empty(Read(html).Links);

    [Fact]
    public void Only_so_many_links_are_kept() => Assert.Equal(500, Read(string.Concat(Enumerable.Repeat("<a href=http://a.example>x</a>", 2000))).Links.Count);

    private static HtmlReading Read(string html)
    {
        var reading = new HtmlReading();
        new HtmlReader(html, reading).Read();
        return reading;
    }
}
