using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class AddressRewritingAgentTests
{
    private static readonly AddressRewritingPolicy s_policy = new()
    {
        Location = SourceLocation.BuiltIn,
        Entries =
        [
            Entry("ann@in.test", "a.berg@example.com"),
            Entry("in.test", "example.com"),
            Entry("*.in.test", "example.com", outboundOnly: true, "legal.in.test"),
        ],
    };

    [Fact]
    public async Task Mail_that_leaves_has_the_senders_that_the_world_knows()
    {
        await using var rig = await StartAsync(RelayGrant.Always);
        await rig.SendAsync(
            "From: \"Berg, Ann\" <ann@in.test>\nSender: =?utf-8?Q?J=C3=B6?= <jo@sales.in.test>\nReply-To: Friends: bob@in.test,\n eve@legal.in.test;\nTo: carol@in.test\n"
            + "Cc: Ann <ann@in.test>\nResent-From: ann@in.test (me)\nDisposition-Notification-To: <ANN@IN.test>\nReturn-Receipt-To: ann@in.test\nX-From: ann@in.test\n\nann@in.test\n",
            sender: "ann@in.test",
            recipients: "carol@in.test");
        Assert.Equal(
            "From: \"Berg, Ann\" <a.berg@example.com>\nSender: =?utf-8?Q?J=C3=B6?= <jo@example.com>\nReply-To: Friends: bob@example.com,\n eve@legal.in.test;\nTo: carol@in.test\n"
            + "Cc: Ann <ann@in.test>\nResent-From: a.berg@example.com (me)\nDisposition-Notification-To: <a.berg@example.com>\nReturn-Receipt-To: a.berg@example.com\nX-From: ann@in.test\n\nann@in.test\n",
            rig.Inner.Delivered());
        Assert.Contains(rig.Inner.Lines, line => line.StartsWith("MAIL FROM:<a.berg@example.com>", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<carol@in.test>", rig.Inner.Lines);
        Assert.Equal(["RewrittenSender", "RewrittenHeader"], (await rig.Records.NextMessageAsync()).Findings.Select(found => found.Finding.Reason));
    }

    [Fact]
    public async Task Mail_that_comes_reaches_the_recipients_inside()
    {
        await using var rig = await StartAsync(RelayGrant.Never);
        await rig.SendAsync(
            "From: ann@in.test\nTo: A <a.berg@example.com>, \"x y\"@example.com\nCc: x@else.test\nReply-To: a.berg@example.com\n\nbody\n",
            sender: "ann@in.test",
            recipients: ["A.Berg@example.com", "bob@example.com"]);
        Assert.Equal("From: ann@in.test\nTo: A <ann@in.test>, \"x y\"@in.test\nCc: x@else.test\nReply-To: a.berg@example.com\n\nbody\n", rig.Inner.Delivered());
        Assert.Contains(rig.Inner.Lines, line => line.StartsWith("MAIL FROM:<ann@in.test>", StringComparison.Ordinal));
        Assert.Equal(["RCPT TO:<ann@in.test>", "RCPT TO:<bob@in.test>"], rig.Inner.Lines.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_recipient_is_routed_by_its_address_inside()
    {
        await using var other = InnerServer.Start();
        await using var rig = await ReceiveRig.StartAsync(policy: policy => policy with
        {
            Agents = [s_policy],
            SendConnectors = [policy.SendConnectors[0], RelayRig.Connector(other) with { Domains = [new DomainPattern("in.test")] }],
        });
        await rig.SendAsync("To: bob@example.com\n\nbody\n");
        Assert.Empty(rig.Inner.Messages);
        Assert.Equal("To: bob@in.test\n\nbody\n", other.Delivered());
    }

    [Fact]
    public async Task Mail_without_such_addresses_is_left_alone()
    {
        await using var rig = await StartAsync(RelayGrant.Always);
        await rig.SendAsync("From: Ann <ann@else.test>\nTo: ann@in.test\n\nbody\n", sender: "", recipients: "carol@else.test");
        Assert.Equal("From: Ann <ann@else.test>\nTo: ann@in.test\n\nbody\n", rig.Inner.Delivered());
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    private static AddressRewriteEntry Entry(string inside, string outside, bool outboundOnly = false, params string[] except) =>
        new(inside, outside, outboundOnly, [.. except.Select(domain => new DomainPattern(domain))], SourceLocation.BuiltIn);

    private static Task<ReceiveRig> StartAsync(RelayGrant relay) => ReceiveRig.StartAsync(
        connector => connector with { Relay = relay },
        policy: policy => policy with { Agents = [s_policy], SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("*")] }] });
}
