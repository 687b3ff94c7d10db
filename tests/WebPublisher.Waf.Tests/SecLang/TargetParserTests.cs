using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class TargetParserTests
{
    [Theory]
    [InlineData("ARGS", "ARGS")]
    [InlineData("args|Request_Uri", "ARGS REQUEST_URI")]
    [InlineData("ARGS , FILES|  XML:/*", "ARGS FILES XML:/*")]
    [InlineData("&ARGS:a", "&ARGS:a")]
    [InlineData("ARGS|!ARGS:/^a/|!ARGS:b", "ARGS !ARGS:~^a~ !ARGS:b")]
    [InlineData("REQUEST_COOKIES:/^a|b/|ARGS", "REQUEST_COOKIES:~^a|b~ ARGS")]
    [InlineData("REQUEST_COOKIES:/a{1,2}/,ARGS", "REQUEST_COOKIES:~a{1,2}~ ARGS")]
    [InlineData("REQUEST_COOKIES:'/^a|b, c/'|ARGS", "REQUEST_COOKIES:~^a|b, c~ ARGS")]
    [InlineData(@"ARGS:/a\/b|c/|FILES", @"ARGS:~a\/b|c~ FILES")]
    [InlineData(@"ARGS:/a\/|b/", @"ARGS:~a\/|b~")]
    [InlineData("ARGS:/a/b/", "ARGS:~a/b~")]
    [InlineData("ARGS:/a|FILES", "ARGS:/a FILES")]
    [InlineData("ARGS://", "ARGS://")]
    [InlineData("TX:'/x/'", "TX:~x~")]
    [InlineData("TX:/^MSC_/", "TX:~^MSC_~")]
    [InlineData(@"ARGS:'it\'s \\'", @"ARGS:it's \")]
    [InlineData("XML://@*|XML:/soap:Envelope/soap:Body/*", "XML://@* XML:/soap:Envelope/soap:Body/*")]
    [InlineData("XML:/a/|XML:/b/", "XML:/a/ XML:/b/")]
    [InlineData("HTTP_User-Agent", "REQUEST_HEADERS:User-Agent")]
    [InlineData("&FILES_NAMES|", "&FILES_NAMES")]
    public void Variables_are_read(string written, string expected)
    {
        ErrorList errors = new();
        var targets = TargetParser.Parse(written, new SourcePosition("f", 1, 1), errors);
        Assert.Empty(errors.All);
        Assert.Equal(expected, string.Join(' ', targets.Select(Shown)));
    }

    [Theory]
    [InlineData("ARG", "1:9: Unknown variable 'ARG'; did you mean 'ARGS'?")]
    [InlineData("ARGS|REQUEST_HEADER:a", "1:14: Unknown variable 'REQUEST_HEADER'; did you mean 'REQUEST_HEADERS'?")]
    [InlineData("ARGS:a|/b/", "1:16: Unknown variable '/b/'; a regular expression that holds | or , is written '/.../'")]
    [InlineData("&REQUEST_URI", "1:9: REQUEST_URI is a single value; & counts")]
    [InlineData("REQUEST_URI:a", "1:21: REQUEST_URI has no members")]
    [InlineData("FILES_NAMES:a", "1:21: FILES_NAMES has no members")]
    [InlineData("TX", "1:9: Expected TX:MEMBER")]
    [InlineData("ARGS:", "1:14: Expected the name of a member")]
    [InlineData("!ARGS:|FILES", "1:15: Expected the name of a member")]
    [InlineData("!&ARGS:a", "1:9: Expected the name of a variable: ! and & are not written together.")]
    [InlineData("ARGS||FILES", "1:14: Expected a name before '|'")]
    [InlineData("\"ARGS FILES\"", "1:15: Expected a separator before 'FILES'")]
    [InlineData("ARGS:'a", "1:14: This quotation mark is not closed")]
    [InlineData("ARGS:'a'b", "1:17: Expected , after the closing quotation mark, not 'b'")]
    [InlineData(@"ARGS:'a\d'", @"1:16: Expected \' or \\ here")]
    [InlineData("\"\"", "1:10: Expected variables")]
    public void What_cannot_be_read_is_told(string written, string expected) =>
        Assert.StartsWith("a.conf:" + expected, RuleText.Error($"SecRule {written} \"@rx a\" \"id:1\""), StringComparison.Ordinal);

    private static string Shown(RuleTarget target) =>
        (target.IsExclusion ? "!" : "") + (target.IsCount ? "&" : "") + target.Variable
        + (target.Selector is null ? "" : target.IsPattern ? $":~{target.Selector}~" : $":{target.Selector}");
}
