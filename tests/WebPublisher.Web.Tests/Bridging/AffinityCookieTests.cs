using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Tests.Testing;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class AffinityCookieTests
{
    private static readonly AffinityCookie s_cookie = new(TestPolicy.NewFarm("owafe01.nwtraders.example:443", "10.0.0.5:443"));

    private static readonly DestinationState[] s_servers = [new("owafe01.nwtraders.example:443"), new("10.0.0.5:443")];

    [Fact]
    public void It_names_the_server_without_telling_its_name()
    {
        var field = Given(s_servers[1]);
        Assert.Matches("^__Host-affinity-[0-9a-f]{8}=[0-9a-f]{24}; Path=/; Secure; HttpOnly; SameSite=Lax$", field);
        Assert.NotEqual(field, Given(s_servers[0]));
    }

    [Fact]
    public void It_is_the_same_on_every_node_and_after_every_restart() =>
        Assert.Equal(Given(s_servers[0]), Given(s_servers[0], new AffinityCookie(TestPolicy.NewFarm("OWAFE01.nwtraders.example:443"))));

    [Fact]
    public void The_server_is_found_again_while_it_is_available()
    {
        var value = Value(s_servers[1]);
        Assert.Same(s_servers[1], s_cookie.Find(value, s_servers));
        Assert.Null(s_cookie.Find(value, [s_servers[0]]));
        Assert.Null(s_cookie.Find("forged", s_servers));
        Assert.Null(s_cookie.Find(null, s_servers));
    }

    [Fact]
    public void A_browser_that_has_it_is_not_given_it_again()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        s_cookie.Give(Value(s_servers[0]), s_servers[0], headers);
        Assert.Empty(headers);
        s_cookie.Give(Value(s_servers[0]), s_servers[1], headers);
        Assert.Single(headers.SetCookie);
    }

    [Theory]
    [InlineData("{0}", "")]
    [InlineData("a=b; {0}", "a=b")]
    [InlineData("{0}; a=b", "a=b")]
    [InlineData("a=b; {0}; c=d", "a=b; c=d")]
    [InlineData("a=b;{0};c=\"d e\"", "a=b; c=\"d e\"")]
    public void It_is_taken_out_of_what_the_front_end_sees(string sent, string left)
    {
        var pair = Given(s_servers[0]).Split(';')[0];
        IHeaderDictionary headers = new HeaderDictionary { ["Cookie"] = sent.Replace("{0}", pair, StringComparison.Ordinal) };
        Assert.Equal(pair.Split('=')[1], s_cookie.Take(headers));
        Assert.Equal(left, headers.Cookie.ToString());
    }

    [Fact]
    public void It_is_taken_out_of_every_field_and_every_repetition()
    {
        var pair = Given(s_servers[0]).Split(';')[0];
        IHeaderDictionary headers = new HeaderDictionary { ["Cookie"] = new([pair, $"a=b; {pair.Split('=')[0]}=other", pair, "c=d"]) };
        Assert.Equal(pair.Split('=')[1], s_cookie.Take(headers));
        Assert.Equal("a=b|c=d", string.Join("|", headers.Cookie.ToArray()));
    }

    [Theory]
    [InlineData("a=b; c=d")]
    [InlineData("x__Host-affinity-00000000=1")]
    public void Other_cookies_are_left_exactly_as_they_are(string sent)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Cookie"] = sent };
        Assert.Null(s_cookie.Take(headers));
        Assert.Equal(sent, headers.Cookie.ToString());
    }

    private static string Value(DestinationState server) => Given(server).Split('=', ';')[1];

    private static string Given(DestinationState server, AffinityCookie? cookie = null)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        (cookie ?? s_cookie).Give(null, server, headers);
        return Assert.Single(headers.SetCookie)!;
    }
}
