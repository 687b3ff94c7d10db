using System.Net;
using WebPublisher.Administration.Access;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Access;

public sealed class FailedLoginsTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.7");

    private readonly ManualTime _time = new();
    private readonly FailedLogins _failures;

    public FailedLoginsTests() => _failures = new FailedLogins(_time);

    [Fact]
    public void Ten_within_a_quarter_of_an_hour_are_enough()
    {
        for (var i = 1; i <= FailedLogins.Maximum; i++)
        {
            Assert.Null(_failures.RestOf(s_client));
            Assert.Equal(i == FailedLogins.Maximum, _failures.Add(s_client));
        }

        Assert.Equal(FailedLogins.Window, _failures.RestOf(s_client));
        Assert.Null(_failures.RestOf(IPAddress.Parse("192.0.2.8")));
        _time.Advance(FailedLogins.Window);
        Assert.Null(_failures.RestOf(s_client));
        Assert.False(_failures.Add(s_client));
        Assert.Null(_failures.RestOf(s_client));
    }

    [Fact]
    public void Whoever_has_a_network_of_addresses_is_one()
    {
        for (var i = 1; i <= FailedLogins.Maximum; i++)
        {
            _failures.Add(IPAddress.Parse($"2001:db8::{i}"));
        }

        Assert.NotNull(_failures.RestOf(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(_failures.RestOf(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void So_many_are_counted_and_the_oldest_is_forgotten()
    {
        for (var i = 0; i < FailedLogins.Maximum; i++)
        {
            _failures.Add(s_client);
        }

        for (var i = 0; i < FailedLogins.MaximumSources; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _failures.Add(new IPAddress(0x0A000000u + (uint)i));
        }

        Assert.Null(_failures.RestOf(s_client));
    }
}
