using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Directories;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Directories;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class RecipientFilterTests
{
    private const string Begin = "S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\n";

    private static readonly ReceiveLimits s_patient = new() { IdleTimeout = TimeSpan.FromHours(12), SessionTimeout = TimeSpan.FromHours(24) };

    private static readonly RecipientFilterPolicy s_live = new() { Location = SourceLocation.BuiltIn, Validation = RecipientValidation.InnerServer };

    private static readonly DirectoryPolicy s_directory = new() { Servers = [], Base = "dc=example", Filter = SlapdFixture.Filter("(mail={0})") };

    private static readonly RecipientFilterPolicy s_filter = new()
    {
        Location = SourceLocation.BuiltIn,
        Blocked = Set("All-Staff@example.com"),
        Recipients = Set("bob@example.com", "all-staff@example.com"),
    };

    [Theory]
    [InlineData("all-staff@example.com", "550 5.1.1 User unknown (")]
    [InlineData("nobody@example.com", "550 5.1.1 User unknown (")]
    [InlineData("BOB@Example.com", "250 2.1.5")]
    [InlineData("Postmaster@example.com", "250 2.1.5")]
    [InlineData("postmaster", "250 2.1.5")]
    [InlineData("anybody@relayed.example", "250 2.1.5")]
    [InlineData("eve@elsewhere.example", "550 5.7.1 Unable to relay")]
    public async Task Recipients_of_authoritative_domains_are_those_of_the_list(string recipient, string reply)
    {
        await using var rig = await StartAsync(s_filter);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<{recipient}>\nS: {reply}");
    }

    [Fact]
    public async Task Without_a_list_the_inner_server_decides()
    {
        await using var rig = await StartAsync(s_filter with { Recipients = null });
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: 250 2.1.5");
    }

    [Theory]
    [InlineData("550 5.1.1 <nobody@example.com>: no such user at mbx01.inside.example")]
    [InlineData("550 5.1.10 RESOLVER.ADR.RecipientNotFound")]
    [InlineData("551 5.1.6 he moved")]
    [InlineData("550 no such user")]
    public async Task The_inner_server_is_asked_once_about_a_recipient_it_does_not_know(string answer)
    {
        var inner = AnsweringRcpt("nobody", answer);
        await using var rig = await StartAsync(s_live, inner);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: 550 5.1.1 User unknown (\nC: RCPT TO:<bob@example.com>\nS: 250 2.1.5 Recipient OK\nC: QUIT\nS: 221");
        Assert.Equal("RecipientDoesNotExist", Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<NOBODY@example.com>\nS: 550 5.1.1 User unknown (");
        Assert.Single(inner.Sessions.SelectMany(session => session.Lines), line => line.Contains("nobody", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("450 4.2.1 later", "450 4.2.1 later (")]
    [InlineData("550 5.7.1 not from you", "550 5.7.1 not from you (")]
    [InlineData("552 5.2.2 mailbox full", "552 5.2.2 mailbox full (")]
    public async Task Another_refusal_of_the_inner_server_is_its_own_and_asked_for_again(string answer, string reply)
    {
        var inner = AnsweringRcpt("nobody", answer);
        await using var rig = await StartAsync(s_live, inner);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: {reply}\nC: RCPT TO:<nobody@example.com>\nS: {reply}");
        Assert.Equal(2, inner.Sessions.SelectMany(session => session.Lines).Count(line => line.Contains("nobody", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_sender_whom_the_inner_server_refuses_says_nothing_about_recipients()
    {
        var inner = InnerServer.With(async (session, line) =>
        {
            if (!line.StartsWith("MAIL", StringComparison.Ordinal))
            {
                return false;
            }

            await session.ReplyAsync("550 5.1.1 who are you");
            return true;
        });
        await using var rig = await StartAsync(s_live, inner);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: 550 5.1.1 who are you (");
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    [Fact]
    public async Task A_recipient_of_a_relayed_domain_is_the_inner_servers_to_refuse()
    {
        await using var rig = await StartAsync(s_live, AnsweringRcpt("nobody", "550 5.1.1 unknown here"));
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@relayed.example>\nS: 550 5.1.1 unknown here (");
    }

    [Fact]
    public async Task That_a_recipient_is_unknown_is_forgotten_in_time()
    {
        var time = new ManualTimeProvider();
        var inner = AnsweringRcpt("nobody", "550 5.1.1 unknown");
        await using var rig = await StartAsync(s_live, inner, time: time);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: 550 5.1.1");
        time.Advance(s_live.Cache.Unknown);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<nobody@example.com>\nS: 550 5.1.1");
        Assert.Equal(2, inner.Sessions.SelectMany(session => session.Lines).Count(line => line.Contains("nobody", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_directory_is_asked_once_about_each_recipient()
    {
        var directory = new ScriptedDirectory(address => address.StartsWith("bob", StringComparison.Ordinal));
        await using var rig = await StartAsync(s_filter with { Recipients = null, Validation = RecipientValidation.Ldap, Directory = s_directory }, directory: directory);
        for (var i = 0; i < 2; i++)
        {
            await rig.TalkAsync(
                $"{Begin}C: RCPT TO:<bob@example.com>\nS: 250 2.1.5\nC: RCPT TO:<nobody@example.com>\nS: 550 5.1.1 User unknown (\n"
                + "C: RCPT TO:<all-staff@example.com>\nS: 550 5.1.1\nC: RCPT TO:<postmaster@example.com>\nS: 250\nC: RCPT TO:<x@relayed.example>\nS: 250");
        }

        Assert.Equal(["bob@example.com", "nobody@example.com"], directory.Asked);
        Assert.Equal(2, rig.Inner.Sessions.SelectMany(session => session.Lines).Count(line => line.Contains("bob", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(UnavailableAction.Defer, "451 4.4.3 Temporary server error. Please try again later (")]
    [InlineData(UnavailableAction.Accept, "250 2.1.5")]
    public async Task While_a_directory_is_gone_recipients_are_deferred_or_accepted(UnavailableAction action, string reply)
    {
        var directory = new ScriptedDirectory(_ => throw new DirectoryException("gone"));
        var filter = new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Validation = RecipientValidation.Ldap, Directory = s_directory, OnUnavailable = action };
        await using var rig = await StartAsync(filter, directory: directory);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<bob@example.com>\nS: {reply}\nC: RCPT TO:<bob@example.com>\nS: {reply}\nC: QUIT\nS: 221");
        Assert.All((await rig.Records.NextMessageAsync()).Findings, found => Assert.Equal("DirectoryUnavailable", found.Finding.Reason));
        Assert.DoesNotContain(rig.Log.Lines, line => line.Id == 3106);
    }

    [Fact]
    public async Task A_message_reaches_its_other_recipients()
    {
        await using var rig = await StartAsync(s_filter);
        await rig.TalkAsync($"{Begin}C: RCPT TO:<all-staff@example.com>\nS: 550 5.1.1\nC: RCPT TO:<bob@example.com>\nS: 250 2.1.5\nC: DATA\nS: 354\nC: x: y\nC: .\nS: 250");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(MessageOutcome.Delivered, record.Outcome);
        Assert.Equal("BlockedRecipient", Assert.Single(record.Findings).Finding.Reason);
        Assert.DoesNotContain(rig.Inner.Sessions.SelectMany(session => session.Lines), line => line.Contains("all-staff", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_directory_harvest_waits_for_each_refusal_and_ends_with_the_fifth()
    {
        var time = new ManualTimeProvider();
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Tarpit = TimeSpan.FromSeconds(5), Limits = s_patient }, policy: policy => policy with { Agents = [s_filter] }, time: time);
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync(Begin);
        for (var number = 1; number <= 5; number++)
        {
            await client.TalkAsync("C: RCPT TO:<bob@example.com>\nS: 250 2.1.5");
            var begun = time.GetUtcNow();
            await client.SayAsync($"RCPT TO:<guess{number}@example.com>\r\n");
            var answer = client.ReadLineAsync();
            await time.AdvanceUntilAsync(answer, TimeSpan.FromMilliseconds(50));
            Assert.StartsWith("550 5.1.1 User unknown", await answer, StringComparison.Ordinal);
            Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(5));
        }

        // What the server drops before it closes it drops by the same clock.
        await time.AdvanceUntilAsync(client.TalkAsync("S: 421 4.7.0 Too many errors\nS: (closed)"), TimeSpan.FromMilliseconds(50));
    }

    private static FrozenSet<string> Set(params string[] addresses) => addresses.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static InnerServer AnsweringRcpt(string localPart, string answer) => InnerServer.With(async (session, line) =>
    {
        if (!line.StartsWith($"RCPT TO:<{localPart}@", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        await session.ReplyAsync(answer);
        return true;
    });

    private static Task<ReceiveRig> StartAsync(
        RecipientFilterPolicy filter, InnerServer? inner = null, ScriptedDirectory? directory = null, TimeProvider? time = null) => ReceiveRig.StartAsync(
        connector => connector with { Limits = s_patient },
        inner,
        policy: policy => policy with
        {
            Agents = [filter],
            AcceptedDomains = [.. policy.AcceptedDomains, new AcceptedDomain(new DomainPattern("relayed.example"), AcceptedDomainType.InternalRelay)],
            SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("example.com"), new DomainPattern("relayed.example")] }],
        },
        time: time,
        directory: directory);
}
