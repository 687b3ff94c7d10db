using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class EnvelopeTests
{
    private const string Begin = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\n";

    [Theory]
    [InlineData("eve@elsewhere.example", "550 5.7.1 Unable to relay")]
    [InlineData("@example.com:eve@elsewhere.example", "550 5.7.1 Unable to relay")]
    [InlineData("eve%elsewhere.example@example.com", "550 5.7.1 Unable to relay")]
    [InlineData("elsewhere.example!eve@example.com", "550 5.7.1 Unable to relay")]
    [InlineData("\"eve@elsewhere.example\"@example.com", "550 5.7.1 Unable to relay")]
    [InlineData("eve@[192.0.2.1]", "550 5.7.1 Unable to relay")]
    [InlineData("\"|/bin/sh\"@example.com", "501 5.1.3")]
    [InlineData("bob@sub.example.com", "550 5.7.1 Unable to relay")]
    [InlineData("bob@EXAMPLE.com", "250 2.1.5")]
    [InlineData("postmaster", "250 2.1.5")]
    [InlineData("Postmaster@[127.0.0.1]", "250 2.1.5")]
    public async Task Mail_goes_to_accepted_domains_only_whatever_is_tried(string recipient, string reply)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Begin}C: RCPT TO:<{recipient}>\nS: {reply}");
    }

    [Fact]
    public async Task The_inner_server_hears_nothing_of_a_sender_whose_recipients_are_all_refused_here()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Begin}C: RCPT TO:<eve@elsewhere.example>\nS: 550");
        Assert.Empty(rig.Inner.Sessions);
    }

    [Fact]
    public async Task A_refusal_by_the_inner_server_is_the_recipients_and_its_consent_is_told_in_our_words()
    {
        await using var rig = await ReceiveRig.StartAsync(inner: InnerServer.With(async (session, line) =>
        {
            if (line.StartsWith("MAIL FROM:<blocked", StringComparison.Ordinal))
            {
                await session.ReplyAsync("553 5.1.8 not from there");
                return true;
            }

            if (line == "RCPT TO:<nobody@example.com>")
            {
                await session.ReplyAsync("550 5.1.1 no such user");
                return true;
            }

            return false;
        }));
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: 550 5.1.1 no such user (\nC: RCPT TO:<bob@example.com>\nS: 250 2.1.5 Recipient OK");
        await rig.TalkAsync("S: 220\nC: HELO a.example\nS: 250\nC: MAIL FROM:<blocked@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 553 5.1.8\nC: DATA\nS: 503");
    }

    [Fact]
    public async Task An_inner_server_that_is_down_makes_the_client_try_again()
    {
        await using var down = InnerServer.Start();
        await down.DisposeAsync();
        await using var rig = await ReceiveRig.StartAsync(inner: down);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 451 4.4.1");
    }

    [Fact]
    public async Task Recipients_of_another_route_are_left_for_another_transaction()
    {
        await using var other = InnerServer.Start();
        await using var rig = await ReceiveRig.StartAsync(policy: policy => policy with
        {
            AcceptedDomains = [.. policy.AcceptedDomains, new AcceptedDomain(new DomainPattern("example.net"), AcceptedDomainType.Authoritative)],
            SendConnectors = [.. policy.SendConnectors, RelayRig.Connector(other) with { Domains = [new DomainPattern("example.net")] }],
        });
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 250\nC: RCPT TO:<bob@example.net>\nS: 452 4.5.3\nC: RSET\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.net>\nS: 250");
        Assert.Single(other.Sessions);
    }

    [Fact]
    public async Task One_recipient_more_than_the_limit_is_left_for_another_transaction_and_a_repeated_one_counts_once()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Limits = new ReceiveLimits { Recipients = 2 } });
        await rig.TalkAsync($"{Begin}C: RCPT TO:<a@example.com>\nS: 250\nC: RCPT TO:<a@example.com>\nS: 250\nC: RCPT TO:<b@example.com>\nS: 250\nC: RCPT TO:<c@example.com>\nS: 452 4.5.3");
        Assert.Equal(2, rig.Inner.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Too_many_messages_a_minute_close()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Limits = new ReceiveLimits { MessagesPerMinute = 1 } });
        await rig.TalkAsync($"{Begin}C: RSET\nS: 250\nC: MAIL FROM:<>\nS: 421 4.4.2 Message submission rate\nS: (closed)");
    }

    [Fact]
    public async Task Inner_servers_may_relay_where_the_connector_grants_it()
    {
        await using var hub = InnerServer.Start();
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Relay = RelayGrant.Always },
            policy: policy => policy with { SendConnectors = [.. policy.SendConnectors, RelayRig.Connector(hub)] });
        await rig.TalkAsync($"{Begin}C: RCPT TO:<eve@elsewhere.example>\nS: 250\nC: RCPT TO:<eve@[192.0.2.1]>\nS: 550 5.7.1");
        Assert.Single(hub.Sessions);
    }
}
