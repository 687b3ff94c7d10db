using WebPublisher.Web.Bridging;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndClockTests
{
    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nServer: x\r\ndate: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n", "2026-11-21T10:00:00.5Z")]
    [InlineData("HTTP/1.1 200 OK\r\nDate: yesterday\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\n", null)]
    public async Task It_is_what_the_answer_says_in_its_header(string answer, string? expected)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            Assert.StartsWith("HEAD / HTTP/1.1\r\n", await connection.ReadRequestAsync(), StringComparison.Ordinal);
            await connection.WriteAsync(answer);
        });
        var farm = PublishedFarm.Farmed(frontEnd.Authority);

        var found = await FrontEndClock.AskAsync(farm, BridgingMode.Http, farm.Servers[0], TimeProvider.System, CancellationToken.None);

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), found);
    }
}
