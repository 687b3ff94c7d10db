using System.Net;
using WebPublisher.Policy.Tests;
using WebPublisher.Transport.Sockets;
using WebPublisher.Web.Listeners.Quotas;

namespace WebPublisher.Web.Tests.Listeners.Quotas;

public sealed class ClientUsageTests
{
    private readonly ClientUsage _usage = new(new ClientKey("https", SourceNetwork.Of(IPAddress.Loopback)));

    [Fact]
    public void The_log_is_told_once_in_ten_seconds()
    {
        var time = new ManualTimeProvider();

        Assert.True(_usage.IsWorthTelling(time));
        Assert.False(_usage.IsWorthTelling(time));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(_usage.IsWorthTelling(time));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_usage.IsWorthTelling(time));
    }

    [Fact]
    public void A_request_that_is_not_let_in_is_not_counted()
    {
        Assert.True(_usage.TryBeginRequest(1));
        Assert.False(_usage.TryBeginRequest(1));
        _usage.EndRequest();

        Assert.True(_usage.TryBeginRequest(1));
    }
}
