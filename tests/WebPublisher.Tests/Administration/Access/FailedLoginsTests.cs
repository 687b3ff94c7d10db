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
    public void They_count_until_a_quarter_of_an_hour_after_the_first()
    {
        Assert.Equal((1, FailedLogins.Window), _failures.Add(s_client));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((2, FailedLogins.Window - TimeSpan.FromMinutes(5)), _failures.Add(s_client));
        Assert.Equal(1, _failures.Add(IPAddress.Parse("192.0.2.8")).Count);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, FailedLogins.Window), _failures.Add(s_client));
    }

    [Fact]
    public void Whoever_has_a_network_of_addresses_is_one()
    {
        for (var i = 1; i <= FailedLogins.Maximum; i++)
        {
            Assert.Equal(i, _failures.Add(IPAddress.Parse($"2001:db8::{i}")).Count);
        }

        Assert.Equal(1, _failures.Add(IPAddress.Parse("2001:db8:0:1::1")).Count);
    }

    [Fact]
    public void So_many_are_counted_and_the_oldest_is_forgotten()
    {
        _failures.Add(s_client);
        for (var i = 0; i < FailedLogins.MaximumSources; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _failures.Add(new IPAddress(0x0A000000u + (uint)i));
        }

        Assert.Equal(1, _failures.Add(s_client).Count);
    }
}
