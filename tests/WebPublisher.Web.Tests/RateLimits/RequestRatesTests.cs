using System.Net;
using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.RateLimits;

public sealed class RequestRatesTests
{
    private static readonly RateLimit s_two = new(2, TimeSpan.FromHours(1), 2, Concurrent: null);

    [Fact]
    public async Task What_a_client_asks_for_above_the_limit_gets_429_and_never_reaches_the_front_end()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, new RateLimitsPolicy { PerClient = s_two }));

        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(rig), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(rig), StringComparison.Ordinal);
        var refused = await AskAsync(rig);

        Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", refused, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 1800\r\n", refused, StringComparison.Ordinal);
        Assert.Contains("There have been too many requests.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", refused, StringComparison.Ordinal);
        Assert.Equal(2, frontEnd.Requests.Count);
        await rig.Records.NextAsync();
        await rig.Records.NextAsync();
        var denial = (await rig.Records.NextAsync()).Denial!;
        Assert.Equal(DenialReason.RateLimited, denial.Reason);
        Assert.Equal("client 127.0.0.1 has more than 2 requests in 1h, 2 at once", denial.Detail);
    }

    [Fact]
    public async Task Users_are_told_apart_by_their_session_cookie()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, new RateLimitsPolicy { PerUser = s_two, SessionCookies = ["sid"] }));

        foreach (var (cookie, status) in new[] { ("sid=ann", 200), ("a=b; sid=ann", 200), ("sid=ann", 429), ("sid=bob", 200), ("xsid=ann", 200), ("sid=", 200) })
        {
            Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(rig, $"Cookie: {cookie}\r\n"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_in_basic_authentication_counts_whatever_the_password_is()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, new RateLimitsPolicy { PerUser = s_two }));

        foreach (var (credentials, status) in new[] { ("ann:1", 200), ("ann:2", 200), ("ann:3", 429), ("bob:3", 200) })
        {
            var field = $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}\r\n";
            Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(rig, field), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Excepted_clients_are_not_limited()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var office = new ClientAddressSet("office", [IPNetwork.Parse("127.0.0.0/8")]);
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, new RateLimitsPolicy { PerClient = s_two, Except = [office] }));

        for (var i = 0; i < 4; i++)
        {
            Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(rig), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Requests_under_way_count_until_they_are_answered()
    {
        var release = new TaskCompletionSource();
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await release.Task;
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, new RateLimitsPolicy { PerClient = new RateLimit(1000, TimeSpan.FromSeconds(1), 1000, Concurrent: 1) }));

        var first = AskAsync(rig);
        while (frontEnd.Requests.IsEmpty)
        {
            await Task.Yield();
        }

        Assert.StartsWith("HTTP/1.1 429 ", await AskAsync(rig), StringComparison.Ordinal);
        release.SetResult();
        Assert.StartsWith("HTTP/1.1 200 ", await first, StringComparison.Ordinal);

        // The place is given back after the answer's last byte; a client may be quicker than that.
        string again;
        do
        {
            again = await AskAsync(rig);
        }
        while (again.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 200 ", again, StringComparison.Ordinal);
    }

    private static PublishingRule Limited(RawFrontEnd frontEnd, RateLimitsPolicy limits)
    {
        var rule = PublishingRig.Rule(frontEnd);
        return rule with { Action = (PublishAction)rule.Action with { Sections = [PublishSection.Whole with { RateLimits = limits }] } };
    }

    private static Task<string> AskAsync(PublishingRig rig, string fields = "") =>
        rig.AskAsync($"GET / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n{fields}\r\n");
}
