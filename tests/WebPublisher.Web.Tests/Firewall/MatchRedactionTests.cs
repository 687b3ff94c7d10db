using Microsoft.AspNetCore.Http;
using WebPublisher.Waf;
using WebPublisher.Web.Firewall;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class MatchRedactionTests
{
    [Theory]
    [InlineData("ARGS:q", false)]
    [InlineData("ARGS:_pass", true)]
    [InlineData("ARGS:new_password2", true)]
    [InlineData("ARGS:csrf_token", true)]
    [InlineData("ARGS:pin", true)]
    [InlineData("ARGS:shipping", false)]
    [InlineData("ARGS_NAMES:password", false)]
    [InlineData("REQUEST_HEADERS:Authorization", true)]
    [InlineData("REQUEST_HEADERS:Proxy-Authorization", true)]
    [InlineData("REQUEST_HEADERS:Cookie", true)]
    [InlineData("RESPONSE_HEADERS:Set-Cookie", true)]
    [InlineData("REQUEST_HEADERS:User-Agent", false)]
    [InlineData("REQUEST_COOKIES:lang", true)]
    [InlineData("REQUEST_COOKIES_NAMES:lang", false)]
    [InlineData("REQUEST_BODY", true)]
    [InlineData("QUERY_STRING", true)]
    [InlineData("TX:1", true)]
    [InlineData("TX:extension", false)]
    public void What_may_be_a_credential_is_known_by_its_name(string variable, bool isSecret)
    {
        var told = new MatchRedaction(new DefaultHttpContext().Request).Of(Match(variable, "hunter2 is it"));

        Assert.Equal(isSecret ? "*" : "hunter2 is it", told.Value);
        Assert.Equal(isSecret ? "*" : $"Matched Data: hunter found within {variable}: hunter2 is it", told.Data);
    }

    [Fact]
    public void Credentials_of_the_request_are_hidden_wherever_they_are_quoted()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer abcdef123456";
        http.Request.Headers.Cookie = "lang=en; session=s3cr3tvalue";

        var told = new MatchRedaction(http.Request).Of(Match("TX:extension", "x ABCDEF123456 y s3cr3tvalue z"));

        Assert.Equal("x * y * z", told.Value);
        Assert.DoesNotContain("s3cr3t", told.Data, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("REQUEST_URI", "/a?token=x", "/a?*")]
    [InlineData("REQUEST_HEADERS:Referer", "https://example.com/?token=x", "https://example.com/?*")]
    public void Of_URLs_the_query_is_hidden(string variable, string value, string expected)
    {
        var told = new MatchRedaction(new DefaultHttpContext().Request).Of(Match(variable, value));

        Assert.Equal((expected, "*"), (told.Value, told.Data));
    }

    [Fact]
    public void Long_values_and_names_are_cut()
    {
        var told = new MatchRedaction(new DefaultHttpContext().Request).Of(Match("ARGS:" + new string('n', 300), new string('v', 1000)));

        Assert.Equal((83, 103, 203), (told.Variable.Length, told.Value.Length, told.Data.Length));
    }

    private static RuleMatch Match(string variable, string value) => new(1, 2, "Message", $"Matched Data: hunter found within {variable}: {value}", "CRITICAL", [], "x.conf", 1, variable, value, IsLogged: true);
}
