using System.Net;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Receive.Limits;

namespace WebPublisher.Smtp.Tests.Receive.Limits;

public sealed class ConnectionQuotaTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void An_ipv6_subscriber_is_one_source_and_an_ipv4_address_is_one_in_either_form()
    {
        var quota = new ConnectionQuota(_time);
        var limits = new ReceiveLimits { PerSource = 1 };
        Assert.NotNull(quota.TryEnter("a", limits, IPAddress.Parse("2001:db8::1")));
        Assert.Null(quota.TryEnter("a", limits, IPAddress.Parse("2001:db8::2")));
        Assert.NotNull(quota.TryEnter("a", limits, IPAddress.Parse("2001:db8:0:1::1")));
        Assert.NotNull(quota.TryEnter("a", limits, IPAddress.Parse("192.0.2.1")));
        Assert.Null(quota.TryEnter("a", limits, IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.NotNull(quota.TryEnter("b", limits, IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void All_connections_of_a_connector_are_limited_and_those_that_ended_count_no_more()
    {
        var quota = new ConnectionQuota(_time);
        var limits = new ReceiveLimits { Connections = 1 };
        var first = quota.TryEnter("a", limits, IPAddress.Loopback)!;
        Assert.Null(quota.TryEnter("a", limits, IPAddress.Parse("192.0.2.1")));
        first.Dispose();
        first.Dispose();
        Assert.NotNull(quota.TryEnter("a", limits, IPAddress.Parse("192.0.2.1")));
        Assert.Null(quota.TryEnter("a", limits, IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Messages_become_available_at_an_even_pace_over_all_connections_of_a_source()
    {
        var quota = new ConnectionQuota(_time);
        var limits = new ReceiveLimits { MessagesPerMinute = 60 };
        for (var message = 0; message < 60; message++)
        {
            using var lease = quota.TryEnter("a", limits, IPAddress.Loopback)!;
            Assert.True(lease.TryBeginMessage());
        }

        using var last = quota.TryEnter("a", limits, IPAddress.Loopback)!;
        Assert.False(last.TryBeginMessage());
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(last.TryBeginMessage());
        Assert.False(last.TryBeginMessage());
    }
}
