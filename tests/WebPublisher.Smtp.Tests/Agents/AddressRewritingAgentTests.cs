using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Receive.Authentication;
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

    [Theory]
    [InlineData(RelayGrant.Authenticated, "carol@else.test", "a.berg@example.com")]
    [InlineData(RelayGrant.Never, "a.berg@example.com", "ann@in.test")]
    public async Task A_user_sends_mail_that_leaves_where_users_may_relay(RelayGrant relay, string recipient, string sender)
    {
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Relay = relay, Authentication = new ReceiveAuthentication(Required: false, "users", InnerServer: null) },
            certificate: TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] }),
            credentials: PasswordFile.Parse("users", [$"ann:{PasswordHash.Create("secret")}"]),
            policy: policy => policy with { Agents = [s_policy], SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("*")] }] },
            implicitTls: true);
        await using var client = await rig.ConnectAsync();
        await client.SecureAsync();
        await client.TalkAsync(
            "S: 220\nC: EHLO c.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-CHUNKING\nS: 250 AUTH\nC: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235\n"
            + $"C: MAIL FROM:<ann@in.test>\nS: 250\nC: RCPT TO:<{recipient}>\nS: 250\nC: DATA\nS: 354\nC: From: ann@in.test\nC:\nC: x\nC: .\nS: 250");
        Assert.Contains(rig.Inner.Lines, line => line.StartsWith($"MAIL FROM:<{sender}>", StringComparison.Ordinal));
        Assert.EndsWith($"From: {sender}\r\n\r\nx\r\n", Encoding.ASCII.GetString(rig.Inner.Messages.Single()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Recipients_that_do_not_exist_inside_are_unknown_outside(bool isRewrittenFirst, int asked)
    {
        var inner = InnerServer.With(async (session, line) =>
        {
            if (!line.StartsWith("RCPT TO:<nobody@in.test>", StringComparison.Ordinal))
            {
                return false;
            }

            await session.ReplyAsync("550 5.1.1 nobody@in.test is not here");
            return true;
        });
        AgentPolicy filter = new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Validation = RecipientValidation.InnerServer };
        await using var rig = await ReceiveRig.StartAsync(inner: inner, policy: policy => policy with
        {
            Agents = isRewrittenFirst ? [s_policy, filter] : [filter, s_policy],
            SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("*")] }],
        });
        for (var i = 0; i < 2; i++)
        {
            await rig.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<nobody@example.com>\nS: 550 5.1.1 User unknown (");
        }

        Assert.Equal(asked, inner.Sessions.SelectMany(session => session.Lines).Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
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
