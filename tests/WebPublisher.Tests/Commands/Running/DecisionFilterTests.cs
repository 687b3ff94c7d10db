using System.Net;
using WebPublisher.Administration.Model;
using WebPublisher.Commands;
using WebPublisher.Commands.Running;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Running;

public sealed class DecisionFilterTests
{
    [Theory]
    [InlineData(null, null, null, null, true)]
    [InlineData("request", null, null, null, true)]
    [InlineData("message", null, null, null, false)]
    [InlineData(null, "198.51.100.0/24", null, null, true)]
    [InlineData(null, "2001:db8::/32", null, null, false)]
    [InlineData(null, null, "Webmail", null, true)]
    [InlineData(null, null, "Other", null, false)]
    [InlineData(null, null, null, "Webmail", false)]
    public void Every_condition_has_to_hold(string? kind, string? client, string? rule, string? agent, bool wanted)
    {
        var decision = new Decision("R", default, "request", "refused", "198.51.100.7", "GET https://mail.example.com/", "Webmail", "DefaultDeny", "403", 1, 2);

        Assert.Equal(wanted, new DecisionFilter(kind, client is null ? null : IPNetwork.Parse(client), rule, agent).Wants(decision));
    }

    [Theory]
    [InlineData("--client", "here", "is neither an address nor a network")]
    [InlineData("--kind", "letter", "'letter'")]
    public async Task What_makes_no_sense_is_a_usage_error(string option, string value, string expected)
    {
        var run = await CommandRun.OfAsync("tail", option, value);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
