using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Listeners.Quotas;

public sealed class ClientConnectionTests
{
    private const string Request = "GET /owa/ HTTP/1.1\r\nHost: mail.example.test\r\n\r\n";

    [Fact]
    public async Task One_request_too_many_is_refused_until_another_has_ended()
    {
        var arrived = new SemaphoreSlim(0);
        var answer = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            arrived.Release();
            await answer.WaitAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        await using var rig = await PublishingRig.StartAsync(new ListenerQuotas { Requests = 1 }, hsts: null, [], TimeProvider.System, PublishingRig.Rule(frontEnd, "/owa/*"));
        var first = rig.AskOnceAsync(Request);
        await arrived.WaitAsync();

        Assert.StartsWith("HTTP/1.1 429 ", await rig.AskOnceAsync(Request), StringComparison.Ordinal);
        Assert.Equal(new Denial(DenialReason.TooManyRequestsAtOnce, "1 requests of its client are under way"), (await rig.Records.NextAsync()).Denial);

        answer.Release(2);
        Assert.StartsWith("HTTP/1.1 200 ", await first, StringComparison.Ordinal);
        await rig.Records.NextAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await rig.AskOnceAsync(Request), StringComparison.Ordinal);
    }
}
