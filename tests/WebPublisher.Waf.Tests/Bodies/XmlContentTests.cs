using System.Text;
using System.Xml.XPath;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Bodies;

public class XmlContentTests
{
    [Theory]
    [InlineData("<a>x<b>y</b> <![CDATA[<z>]]>&lt;&#65;<!-- c --><?p i?></a>", "xml xy <z><A\n")]
    [InlineData("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a b=\"\xFC&amp;\" xmlns=\"u\" xmlns:p=\"v\" p:c='2'><d e=''/></a>", "xml \n@ ü&\n@ 2\n@ \n")]
    [InlineData("<a:b a:c='1'>no namespace</a:b>", "xml no namespace\n@ 1\n")]
    [InlineData("\n<a>\r\n</a>\n", "xml \n\n")]
    [InlineData("", "")]
    public void Texts_and_attributes_are_read(string xml, string expected) => Assert.Equal(expected, BodyReading.Read(BodyProcessor.Xml, xml));

    [Theory]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("x")]
    [InlineData("<a/><b/>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a>&b;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>\0</a>")]
    [InlineData("<a>\xFF</a>")]
    [InlineData("<?xml version='1.0' encoding='unknown-8'?><a/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x '1'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>")]
    public void What_is_malformed_or_has_a_document_type_is_an_error(string xml)
    {
        var found = BodyReading.Read(BodyProcessor.Xml, xml);

        Assert.Contains("error XML:", found, StringComparison.Ordinal);
        Assert.DoesNotContain("xml ", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_limited()
    {
        Assert.StartsWith("xml", BodyReading.Read(BodyProcessor.Xml, Nested(256)), StringComparison.Ordinal);
        Assert.StartsWith("error", BodyReading.Read(BodyProcessor.Xml, Nested(257)), StringComparison.Ordinal);
        Assert.StartsWith("error", BodyReading.Read(BodyProcessor.Xml, new string('<', 10) + Nested(10_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_are_limited()
        => Assert.StartsWith("error", BodyReading.Read(BodyProcessor.Xml, "<a>" + string.Concat(Enumerable.Repeat("<b c=''/>", 10_001)) + "</a>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("//b", "1|2")]
    [InlineData("/a/b[@c='d']", "2")]
    [InlineData("//@c", "d")]
    [InlineData("count(//b)", "")]
    [InlineData("unknown()", "")]
    public void Other_expressions_select_nodes(string expression, string expected)
    {
        using var arena = new TextArena();
        using var body = new RequestBody(arena);
        body.Begin(BodyProcessor.Xml, default, keepsRaw: false, '&', BodyLimits.Default);
        body.Append("<a><b>1</b><b c='d'>2</b></a>"u8);
        body.Complete();
        var texts = new List<ByteText>();

        body.Parsed.Xml.Select(XPathExpression.Compile(expression), arena, texts);

        Assert.Equal(expected, string.Join('|', texts));
    }

    [Fact]
    public void Expressions_select_nothing_where_there_is_no_document()
    {
        using var arena = new TextArena();
        using var body = new RequestBody(arena);
        var texts = new List<ByteText>();

        body.Parsed.Xml.Select(XPathExpression.Compile("//*"), arena, texts);
        body.Begin(BodyProcessor.Xml, default, keepsRaw: false, '&', BodyLimits.Default);
        body.Append(Encoding.ASCII.GetBytes("<a:b>1</a:b>"));
        body.Complete();
        body.Parsed.Xml.Select(XPathExpression.Compile("//*"), arena, texts);

        Assert.Empty(texts);
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
}
