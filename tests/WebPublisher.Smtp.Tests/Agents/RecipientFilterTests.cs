using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class RecipientFilterTests
{
    private const string Begin = "S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\n";

    private static readonly ReceiveLimits s_patient = new() { IdleTimeout = TimeSpan.FromHours(12), SessionTimeout = TimeSpan.FromHours(24) };

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

    private static Task<ReceiveRig> StartAsync(RecipientFilterPolicy filter) => ReceiveRig.StartAsync(policy: policy => policy with
    {
        Agents = [filter],
        AcceptedDomains = [.. policy.AcceptedDomains, new AcceptedDomain(new DomainPattern("relayed.example"), AcceptedDomainType.InternalRelay)],
        SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("example.com"), new DomainPattern("relayed.example")] }],
    });
}
