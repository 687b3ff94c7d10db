using Microsoft.AspNetCore.Http;
using System.Net;
using WebPublisher.Web.Clients;
using WebPublisher.Web.RateLimits;

namespace WebPublisher.Web.Tests.RateLimits;

public sealed class RequestUserTests
{
    [Fact]
    public void A_session_is_the_same_wherever_it_comes_from_and_a_claimed_name_is_not()
    {
        Assert.Equal(Of("192.0.2.1", cookie: "sid=secret")?.Key, Of("198.51.100.1", cookie: "sid=secret")?.Key);
        Assert.Equal(Of("192.0.2.1", authorization: "Basic YW5uOng=")?.Key, Of("192.0.2.1", authorization: "basic\t  YW5uOnk=")?.Key);
        Assert.NotEqual(Of("192.0.2.1", authorization: "Basic YW5uOng=")?.Key, Of("198.51.100.1", authorization: "Basic YW5uOng=")?.Key);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Basic YW5u")]
    [InlineData("Basic Ong=")]
    [InlineData("Bearer YW5uOng=")]
    public void What_tells_of_nobody_is_nobodys(string authorization) => Assert.Null(Of("192.0.2.1", authorization: authorization));

    [Fact]
    public void A_name_that_has_no_end_is_not_read() => Assert.Null(Of("192.0.2.1", authorization: "Basic " + new string('A', 100_000)));

    private static RequestUser? Of(string client, string? cookie = null, string? authorization = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = cookie;
        request.Headers.Authorization = authorization;
        return RequestUser.Of(request, ["sid"], ClientNetwork.Of(IPAddress.Parse(client), 32, 64));
    }
}
