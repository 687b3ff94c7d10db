using System.Net;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Tests.Mail.Agents;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.10", "192.0.2.20", "192.0.2.10", true)]
    [InlineData("192.0.2.10", "192.0.2.20", "192.0.2.20", true)]
    [InlineData("192.0.2.10", "192.0.2.20", "192.0.2.9", false)]
    [InlineData("192.0.2.10", "192.0.2.20", "192.0.2.21", false)]
    [InlineData("192.0.1.255", "192.0.3.0", "192.0.2.128", true)]
    [InlineData("0.0.0.0", "255.255.255.255", "::1", false)]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:1::1", true)]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::", false)]
    public void Both_ends_are_included_and_the_other_family_is_not(string first, string last, string address, bool expected) =>
        Assert.Equal(expected, new AddressRange(IPAddress.Parse(first), IPAddress.Parse(last)).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("192.0.2.2", "192.0.2.1")]
    [InlineData("192.0.2.2", "::1")]
    public void What_is_no_range_cannot_be_made(string first, string last) =>
        Assert.Throws<ArgumentException>(() => new AddressRange(IPAddress.Parse(first), IPAddress.Parse(last)));
}
