using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Filtering;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Rules;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class HttpFilterTests
{
    private const string Site = "https://mail.example.test";

    [Theory]
    [InlineData("/exchange/user/Inbox/RE:%20%20Invoice.EML")]
    [InlineData("/exchange/user/Inbox/FW:%20the%20plan....EML?Cmd=open")]
    [InlineData("/exchange/user/Inbox/100%25%20sure.EML")]
    [InlineData("/exchange/user/Inbox/setup.exe.EML")]
    [InlineData("/exchange/user/Posteingang/Gr%C3%BC%C3%9Fe.EML")]
    [InlineData("/owa/auth/logon.aspx?url=https%3a%2f%2fmail.example.test%2fowa%2f%3fid%3dRg%252fx&reason=0")]
    [InlineData("/owa/ev.owa?oeh=1&file=setup.exe")]
    [InlineData("/owa/smime/owasmime.msi")]
    [InlineData("/owa/spell/speller.dll")]
    [InlineData("/?_task=mail&_mbox=INBOX&_search=..%2F..")]
    [InlineData("/SOGo/dav/user@example.com/Calendar/personal/")]
    [InlineData("/SOGo/so/user@example.com")]
    [InlineData("/")]
    public void With_the_baseline_a_webmail_works(string url) => Assert.Null(Judge(new HttpFilterPolicy(), url));

    [Theory]
    [InlineData("/owa/x.exe", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.exe/y", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.exe;y", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.exe;y/z.aspx", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.exe.", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.exe%20", "extension: '.exe' does not pass")]
    [InlineData("/owa/x.%65xe", "extension: '.exe' does not pass")]
    [InlineData("/owa/x%EF%BC%8Eexe", "extension: '.exe' does not pass")]
    [InlineData("/owa/a/../x.exe", "extension: '.exe' does not pass")]
    [InlineData("/iisadmpwd/aexp.htr?x.aspx", "extension: '.htr' does not pass")]
    public void What_the_baseline_is_there_for_is_refused(string url, string detail) => Assert.Equal(detail, Judge(new HttpFilterPolicy(), url));

    [Fact]
    public void A_path_may_be_as_long_as_is_said()
    {
        var filter = new HttpFilterPolicy { MaximumUrl = 10, MaximumQuery = 5 };
        Assert.Null(Judge(filter, "/123456789?12345"));
        Assert.Equal("url: 11 bytes, 10 allowed", Judge(filter, "/1234567890?12345"));
        Assert.Equal("url: 12 bytes, 10 allowed", Judge(filter, "/ab%C3%A4xyz"));
        Assert.Equal("query: 6 bytes, 5 allowed", Judge(filter, "/123456789?123456"));
        Assert.Null(Judge(filter with { MaximumQuery = 0 }, "/?"));
        Assert.Null(Judge(filter with { MaximumUrl = null, MaximumQuery = null }, $"/{new string('a', 9000)}?{new string('b', 9000)}"));
    }

    [Fact]
    public void Methods_pass_that_are_listed_and_not_denied()
    {
        var filter = new HttpFilterPolicy { Methods = new(["GET", "POST", "PUT"], ["PUT"]) };
        Assert.Null(Judge(filter, "/", "POST"));
        Assert.Equal("method: PUT does not pass", Judge(filter, "/", "PUT"));
        Assert.Equal("method: post does not pass", Judge(filter, "/", "post"));
        Assert.Equal("method: delete does not pass", Judge(new HttpFilterPolicy { Methods = new(null, ["DELETE"]) }, "/", "delete"));
    }

    [Theory]
    [InlineData("/Gr%C3%BC%C3%9Fe", "url: it decodes to more than ASCII")]
    [InlineData("/a?q=%E4", "query: it decodes to more than ASCII")]
    [InlineData("/a?q=1%25&r=%u00e4", "query: it decodes to more than ASCII")]
    [InlineData("/a?q=100%", null)]
    [InlineData("/a?q=%7F%u007f%zz%u12", null)]
    [InlineData("/a%20b?q=%20", null)]
    public void High_bits_are_blocked_where_it_is_asked_for(string url, string? detail)
    {
        Assert.Equal(detail, Judge(new HttpFilterPolicy { BlockHighBit = true }, url));
        Assert.Null(Judge(new HttpFilterPolicy(), url));
    }

    [Theory]
    [InlineData("/a?q=%252e", "query: it changes when it is decoded a second time")]
    [InlineData("/a?q=%25u002e", "query: it changes when it is decoded a second time")]
    [InlineData("/a?q=%2e&r=100%25+sure", null)]
    [InlineData("/a?q=x", null)]
    public void Queries_are_verified_where_it_is_asked_for(string url, string? detail)
    {
        Assert.Equal(detail, Judge(new HttpFilterPolicy { VerifyQuery = true }, url));
        Assert.Null(Judge(new HttpFilterPolicy(), url));
    }

    [Theory]
    [InlineData("/owa/x?q=<SCRIPT>")]
    [InlineData("/owa/x?q=%3cscr%69pt")]
    [InlineData("/owa/x?q=%u003cscript")]
    [InlineData("/owa/x?q=%253cscript")]
    [InlineData("/owa/%3cscript%3e")]
    public void A_signature_is_found_in_what_the_url_decodes_to(string url) => Assert.Equal("url: signature 'script'", Judge(With(SignaturePlace.Url, "script", "<script"), url));

    [Theory]
    [InlineData("/owa/x?q=script")]
    [InlineData("/owa/<?script")]
    public void What_is_near_a_signature_passes(string url) => Assert.Null(Judge(With(SignaturePlace.Url, "script", "<script"), url));

    [Fact]
    public void A_signature_may_go_from_path_to_query() => Assert.NotNull(Judge(With(SignaturePlace.Url, "a", "/cmd.aspx?do it"), "/owa/cmd.aspx?do+it"));

    [Fact]
    public void A_long_url_is_looked_through_to_its_end() =>
        Assert.NotNull(Judge(With(SignaturePlace.Url, "a", "needle"), $"/{string.Concat(Enumerable.Repeat("%C3%A4", 1000))}?{new string('b', 2000)}needl%65"));

    [Fact]
    public void Headers_may_have_as_many_bytes_as_is_said()
    {
        var filter = new HttpFilterPolicy { MaximumHeaders = 100 };
        Assert.Null(JudgeHeader(filter, ("X-Fill", new string('a', 90))));
        Assert.Equal("headers: 101 bytes, 100 allowed", JudgeHeader(filter, ("X-Fill", new string('a', 91))));
        Assert.Equal("headers: 106 bytes, 100 allowed", JudgeHeader(filter, ("X-Fill", new string('a', 80)), ("Host", "ab"), ("X", "1")));
    }

    [Fact]
    public void A_body_that_is_announced_too_long_is_refused()
    {
        var filter = new HttpFilterPolicy { MaximumBody = 10 };
        Assert.Null(JudgeHeader(filter, ("Content-Length", "10")));
        Assert.Equal("body: 11 bytes announced, 10 allowed", JudgeHeader(filter, ("Content-Length", "11")));
    }

    [Fact]
    public void A_field_that_does_not_pass_is_named_and_its_value_is_not()
    {
        var filter = new HttpFilterPolicy { DeniedRequestHeaders = ["X-HTTP-Method-Override"] };
        Assert.Null(JudgeHeader(filter, ("X-HTTP-Method", "PUT")));
        Assert.Equal("request field X-HTTP-Method-Override: it does not pass", JudgeHeader(filter, ("x-http-method-override", "secret")));
    }

    [Fact]
    public void A_signature_is_looked_for_in_its_field()
    {
        var filter = With(SignaturePlace.RequestHeaders, "agent", "sqlmap", "User-Agent");
        Assert.Equal("request field User-Agent: signature 'agent'", JudgeHeader(filter, ("User-Agent", "SQLMap/1.0")));
        Assert.Null(JudgeHeader(filter, ("X-Other", "sqlmap")));
        Assert.Null(JudgeHeader(filter));
    }

    [Fact]
    public void A_signature_without_a_field_is_looked_for_in_all()
    {
        var filter = With(SignaturePlace.RequestHeaders, "lookup", "${jndi:");
        Assert.Equal("request field X-Api: signature 'lookup'", JudgeHeader(filter, ("Accept", "*/*"), ("X-Api", "a ${JNDI:ldap")));
        Assert.Equal("request field Cookie: signature 'lookup'", JudgeHeader(filter, ("Cookie", $"a={new string('x', 2000)}; b=%24%7Bjndi:x")));
        Assert.Null(JudgeHeader(filter, ("Cookie", "a=%0A; b=$jndi")));
    }

    [Fact]
    public void Without_a_filter_nothing_is_refused() => Assert.Null(HttpFilter.JudgeTarget(filter: null, "DELETE", Ask.About($"{Site}/x.exe").Target));

    private static string? Judge(HttpFilterPolicy filter, string url, string method = "GET")
    {
        Assert.True(CanonicalTarget.TryParse(new Authority("mail.example.test", null), url, out var target, out var reason), reason);
        return Told(HttpFilter.JudgeTarget(filter, method, target));
    }

    private static string? JudgeHeader(HttpFilterPolicy filter, params (string Name, string Value)[] fields)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in fields)
        {
            request.Headers.Append(name, value);
        }

        return Told(HttpFilter.JudgeHeader(filter, request));
    }

    private static string? Told(Denial? denial)
    {
        Assert.True(denial is null or { Reason: DenialReason.RejectedByFilter, Status: 403, Code: 12217 });
        return denial?.Detail;
    }

    private static HttpFilterPolicy With(SignaturePlace place, string name, string text, string? field = null)
    {
        var set = SignatureSet.Of([new Signature { Name = name, Place = place, Field = field, Bytes = [.. Encoding.UTF8.GetBytes(text)] }])!;
        return place == SignaturePlace.Url ? new HttpFilterPolicy { Url = set } : new HttpFilterPolicy { RequestHeaders = [new FieldSignatures(field, set)] };
    }
}
