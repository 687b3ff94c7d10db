using System.Collections.Frozen;
using System.Net;
using WebPublisher.Mail.Tests.Spf;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class ConnectionFilterProvidersTests
{
    private const string Begin = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\n";
    private const string Listed = "1.0.0.127.bl.test A 127.0.0.2";

    private static readonly ConnectionFilterPolicy s_filter = new()
    {
        Location = SourceLocation.BuiltIn,
        BlockListProviders = [Provider("blocking", "bl.test") with { Response = "{0} is listed by {zone}; ask help@example.com" }],
        BypassedRecipients = new[] { "help@example.com" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
    };

    [Fact]
    public async Task A_listed_client_is_refused_each_recipient_but_those_that_can_help_it()
    {
        await using var rig = await StartAsync(s_filter, new TestZones(Listed));
        await rig.TalkAsync(
            $"{Begin}C: RCPT TO:<bob@example.com>\nS: 550 5.7.1 127.0.0.1 is listed by bl.test; ask help@example.com (\nC: RCPT TO:<Help@example.com>\nS: 250\nC: RCPT TO:<postmaster>\nS: 250\n"
            + "C: DATA\nS: 354\nC: x: y\nC: .\nS: 250");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal("connectionFilter OnRcptCommand: Unwanted BlockListProvider (blocking)", Assert.Single(record.Findings).ToString());
        Assert.Single(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_client_that_is_not_listed_is_taken()
    {
        await using var rig = await StartAsync(s_filter, new TestZones("2.0.0.127.bl.test A 127.0.0.2"));
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 250\nC: QUIT\nS: 221");
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    [Fact]
    public async Task What_cannot_be_looked_up_costs_no_mail_and_is_noted()
    {
        await using var rig = await StartAsync(s_filter, new TestZones("1.0.0.127.bl.test FAIL"));
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 250\nC: QUIT\nS: 221");
        Assert.Equal(
            "connectionFilter OnRcptCommand: Noted BlockListProviderUnavailable (blocking: TimedOut)", Assert.Single((await rig.Records.NextMessageAsync()).Findings).ToString());
    }

    [Fact]
    public async Task Who_is_on_an_allow_list_in_dns_is_judged_by_nobody_from_there_on()
    {
        var next = new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Blocked = new[] { "bob@example.com" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase) };
        await using var rig = await StartAsync(
            s_filter with { AllowListProviders = [Provider("allowing", "wl.test")] }, new TestZones(Listed, "1.0.0.127.wl.test A 127.0.0.2"), next);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 250");
        Assert.Equal("connectionFilter OnRcptCommand: Trusted AllowListProvider (allowing)", Assert.Single((await NextAsync(rig)).Select(f => f.ToString())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_on_a_local_list_is_not_looked_up(bool allowed)
    {
        var zones = new TestZones(Listed);
        var entry = new AddressListEntry(new AddressRange(IPAddress.Loopback, IPAddress.Loopback), null, null, SourceLocation.BuiltIn);
        await using var rig = await StartAsync(allowed ? s_filter with { Allow = [entry] } : s_filter with { Block = [entry] }, zones);
        await rig.TalkAsync(allowed ? $"{Begin}C: RCPT TO:<bob@example.com>\nS: 250" : "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 550 5.7.1 External client");
        Assert.Empty(zones.Questions);
    }

    [Fact]
    public async Task The_address_is_looked_up_as_soon_as_the_client_is_there()
    {
        var zones = new TestZones(Listed);
        await using var rig = await StartAsync(s_filter, zones);
        await rig.TalkAsync("S: 220");
        Assert.Equal(["1.0.0.127.bl.test A"], zones.Questions);
    }

    private static AddressListProvider Provider(string name, string zone) => new() { Name = name, Zone = zone, Location = SourceLocation.BuiltIn };

    private static async Task<IReadOnlyList<AgentFinding>> NextAsync(ReceiveRig rig) => (await rig.Records.NextMessageAsync()).Findings;

    private static Task<ReceiveRig> StartAsync(ConnectionFilterPolicy filter, TestZones zones, params AgentPolicy[] others) =>
        ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter, .. others] }, dns: zones);
}
