using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Waf.Detectors;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Detectors;

public class CrossSiteScriptingTests
{
    [Theory]
    // Tags.
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<ScRiPt src=//x>")]
    [InlineData("<scr\0ipt>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=x")]
    [InlineData("text before <object data=x>")]
    [InlineData("</script x>")]
    // Handlers and style, in a tag of the value and of the page.
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<p style=\"width:expression(1)\">")]
    [InlineData("x onmouseover=alert(1)")]
    [InlineData("' onfocus='alert(1)")]
    [InlineData("\" onfocus=\"alert(1)")]
    [InlineData("` onfocus=`alert(1)")]
    [InlineData("\"><img onload=x>")]
    // Addresses.
    [InlineData("<a href=javascript:alert(1)>")]
    [InlineData("<a href=' \x01java\nscript:alert(1)'>")]
    [InlineData("<a href=&#106;&#x61;vascript:alert(1)>")]
    [InlineData("<a href=\"data:text/html,x\">")]
    [InlineData("<form action=vbscript:x>")]
    [InlineData("<animate attributeName=href values=x>")]
    // Comments, declarations.
    [InlineData("<!doctype html>")]
    [InlineData("<!--[if gte IE 4]>x<![endif]-->")]
    [InlineData("<!ENTITY x>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<!-- `onerror=x -->")]
    public void What_runs_script_is_found(string value) => Assert.True(CrossSiteScripting.Detect(ByteText.FromString(value).Span));

    [Theory]
    [InlineData("")]
    [InlineData("Hello world")]
    [InlineData("1 < 2 and 3 > 2")]
    [InlineData("a <b>bold</b> word")]
    [InlineData("<p class=\"x\">Grüße &amp; Küsse</p><br/>")]
    [InlineData("<a href=\"https://example.org/?a=1&b=2\">link</a>")]
    [InlineData("if (a <script_count) x = 1")]
    [InlineData("</script>")]
    [InlineData("I <3 you")]
    [InlineData("x=1&y=on")]
    [InlineData("<!-- a remark -->")]
    [InlineData("Anna <anna@example.org>, Bob <bob@example.org>")]
    [InlineData("<![CDATA[<script>]]>")]
    public void What_runs_no_script_is_let_pass(string value) => Assert.False(CrossSiteScripting.Detect(ByteText.FromString(value).Span));

    [Fact]
    public void Any_characters_are_judged_without_an_exception() =>
        Prop.ForAll<string>(value => CrossSiteScripting.Detect(ByteText.FromString(value ?? string.Empty).Span) || true).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_before_a_dangerous_tag_does_not_hide_it()
    {
        var pieces = Gen.Elements("a", "<b>", "</b>", "\"", "'", "`", "=", " ", "\n", "x=y", "<!-- x -->", "&lt;", "<p title=\"z\">");
        Prop.ForAll(
            Gen.ArrayOf(pieces).Select(picked => string.Concat(picked)).ToArbitrary(),
            text => CrossSiteScripting.Detect("<script>" + text)
                && (text.Contains('"') || text.Contains('\'') || text.Contains('`') || CrossSiteScripting.Detect(text + "><script>"))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Repetition_takes_no_time_out_of_proportion()
    {
        // A quarter of a megabyte takes milliseconds; in time that grows with the square it would take minutes. The limit is far from both, for busy machines.
        foreach (var piece in new[]
        {
            "<", "<a ", "<!--", "<!---", "<!", "<?", "<%", "</", "x=", "'=", "\"=", "`=", "<a b=c>", "&#x0;", "<a href=&#0;", "<![CDATA[",
            "=\0", "<p/", "-\0",
        })
        {
            var value = string.Concat(Enumerable.Repeat(piece, 256 * 1024 / piece.Length));
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            CrossSiteScripting.Detect(value);
            CrossSiteScripting.Detect("<!--" + value);
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), piece);
        }
    }
}
