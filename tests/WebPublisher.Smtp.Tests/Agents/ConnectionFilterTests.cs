using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State.Addresses;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class ConnectionFilterTests
{
    private static readonly ConnectionFilterPolicy s_nothing = new() { Location = SourceLocation.BuiltIn };
    private static readonly AddressRange s_network = new(IPAddress.Parse("127.0.0.0"), IPAddress.Parse("127.255.255.255"));

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

    [Fact]
    public async Task A_stored_entry_blocks_until_it_ends_or_is_removed()
    {
        var time = new ManualTimeProvider();
        await using var rig = await StartAsync(s_nothing, time);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250");
        await rig.State.Addresses.AddAsync(AddressListKind.Block, s_network, time.GetUtcNow().AddDays(1), "attack of Monday", EntryOrigin.Operator);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 550 5.7.1 External client with IP address 127.0.0.1 does not have permissions to submit to this server. (");
        Assert.Contains("StoredBlockList (127.0.0.1 in 127.0.0.0-127.255.255.255, entry 1 until 2026-11-22 10:00:00Z: attack of Monday)", await LastFindingAsync(rig), StringComparison.Ordinal);

        time.Advance(TimeSpan.FromDays(1));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250");

        await rig.State.Addresses.AddAsync(AddressListKind.Block, s_network, null, null, EntryOrigin.Operator);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 550 5.7.1");
        await rig.State.Addresses.RemoveAsync(s_network);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250");
    }

    [Fact]
    public async Task Who_is_blocked_for_a_bad_reputation_is_told_so()
    {
        await using var rig = await StartAsync(s_nothing);
        await rig.State.Addresses.AddAsync(AddressListKind.Block, s_network, null, null, EntryOrigin.Reputation);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 550 5.7.1 Connection from IP address 127.0.0.1 was rejected by sender reputation. (\nS: (closed)");
        Assert.Contains("SenderReputation", await LastFindingAsync(rig), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_entry_lets_in_whom_the_policy_blocks_even_in_a_session_that_has_begun()
    {
        await using var rig = await StartAsync(new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, Block = [Entry("127.0.0.1", "127.0.0.1")] });
        await rig.State.Addresses.AddAsync(AddressListKind.Block, s_network, null, null, EntryOrigin.Operator);
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync(Hello);
        await rig.State.Addresses.AddAsync(AddressListKind.Allow, s_network, null, null, EntryOrigin.Operator);
        await client.TalkAsync("C: MAIL FROM:<>\nS: 250\nC: QUIT\nS: 221");
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250\nC: QUIT\nS: 221");
    }

    private static async Task<string> LastFindingAsync(ReceiveRig rig)
    {
        MessageRecord record;
        do
        {
            record = await rig.Records.NextMessageAsync();
        }
        while (record.Outcome != MessageOutcome.RefusedByAgent);
        return Assert.Single(record.Findings).ToString();
    }

    private static AddressListEntry Entry(string first, string last, DateTimeOffset? expires = null, string? comment = null) =>
        new(new AddressRange(IPAddress.Parse(first), IPAddress.Parse(last)), expires, comment, SourceLocation.BuiltIn);

    private static Task<ReceiveRig> StartAsync(ConnectionFilterPolicy filter, TimeProvider? time = null) =>
        ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter] }, time: time);
}
