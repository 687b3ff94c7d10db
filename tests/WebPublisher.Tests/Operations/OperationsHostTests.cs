using System.Net;
using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Tests.Operations;

public sealed class OperationsHostTests
{
    [Theory]
    [InlineData("", "10.0.0.5", true)]
    [InlineData("LOCALHOST:9464", "10.0.0.5", true)]
    [InlineData("127.0.0.53", "127.0.0.1", true)]
    [InlineData("[::1]:9464", "::1", true)]
    [InlineData("10.0.0.5:9464", "10.0.0.5", true)]
    [InlineData("10.0.0.5:9464", "::ffff:10.0.0.5", true)]
    [InlineData("[2001:db8::5]", "2001:db8::5", true)]
    [InlineData("10.0.0.6", "10.0.0.5", false)]
    [InlineData("0.0.0.0", "10.0.0.5", false)]
    [InlineData("edge01", "10.0.0.5", false)]
    [InlineData("127.0.0.1.attacker.example", "127.0.0.1", false)]
    [InlineData("10.0.0.5", null, false)]
    public void Only_addresses_of_ours_and_localhost_are_answered(string host, string? local, bool expected) =>
        Assert.Equal(expected, OperationsHost.IsOurs(new HostString(host), local is null ? null : IPAddress.Parse(local)));
}
