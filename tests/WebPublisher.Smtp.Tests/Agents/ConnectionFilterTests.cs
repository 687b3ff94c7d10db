using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class ConnectionFilterTests
{
    private const string Hello = "S: 220\nC: HELO client.example\nS: 250\n";

    [Fact]
    public async Task A_blocked_client_is_refused_at_mail_and_the_session_ends()
    {
        await using var rig = await StartAsync(new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, Block = [Entry("127.0.0.0", "127.0.0.9", comment: "attack of Monday")] });
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<ann@client.example>\nS: 550 5.7.1 External client with IP address 127.0.0.1 does not have permissions to submit to this server. (\nS: (closed)");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(MessageOutcome.RefusedByAgent, record.Outcome);
        Assert.Contains("LocalBlockList (127.0.0.1 in 127.0.0.0-127.0.0.9, (built in): attack of Monday)", Assert.Single(record.Findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_own_words_are_said()
    {
        await using var rig = await StartAsync(
            new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, Block = [Entry("127.0.0.1", "127.0.0.1")], BlockText = "{0}: ask postmaster@example.com" });
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 550 5.7.1 127.0.0.1: ask postmaster@example.com (");
    }

    [Fact]
    public async Task Who_is_on_both_lists_is_let_in_and_spared_the_other_agents()
    {
        await using var rig = await ReceiveRig.StartAsync(policy: policy => policy with
        {
            Agents =
            [
                new SenderFilterPolicy { Location = SourceLocation.BuiltIn, RejectsBlankSender = true },
                new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, Allow = [Entry("127.0.0.1", "127.0.0.1")], Block = [Entry("127.0.0.1", "127.0.0.1")] },
            ],
        });
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250\nC: QUIT\nS: 221");
        Assert.Equal("LocalAllowList", Assert.Single((await rig.Records.NextSessionAsync()).Findings).Finding.Reason);
    }

    [Fact]
    public async Task An_entry_ends_at_the_moment_it_says()
    {
        var time = new ManualTimeProvider();
        await using var rig = await StartAsync(
            new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, Block = [Entry("127.0.0.1", "127.0.0.1", expires: time.GetUtcNow().AddDays(30))] }, time);
        time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 550 5.7.1");
        time.Advance(TimeSpan.FromSeconds(1));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250");
    }

    private static AddressListEntry Entry(string first, string last, DateTimeOffset? expires = null, string? comment = null) =>
        new(new AddressRange(IPAddress.Parse(first), IPAddress.Parse(last)), expires, comment, SourceLocation.BuiltIn);

    private static Task<ReceiveRig> StartAsync(ConnectionFilterPolicy filter, TimeProvider? time = null) =>
        ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter] }, time: time);
}
