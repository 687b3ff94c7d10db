using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class SenderFilterTests
{
    private static readonly SenderFilterPolicy s_filter = new()
    {
        Location = SourceLocation.BuiltIn,
        Blocked = new[] { "Blocked.User@contoso.com" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        BlockedDomains = new DomainList([new DomainPattern("spam.example"), new DomainPattern("*.bulk.example")]),
    };

    [Theory]
    [InlineData("blocked.user@CONTOSO.com", "BlockedSender")]
    [InlineData("\"Blocked.User\"@contoso.com", "BlockedSender")]
    [InlineData("anybody@spam.example", "BlockedDomain")]
    [InlineData("anybody@a.b.Bulk.example", "BlockedDomain")]
    public async Task A_blocked_sender_is_denied_and_the_session_ends(string sender, string reason)
    {
        await using var rig = await StartAsync(s_filter);
        await rig.TalkAsync($"S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<{sender}>\nS: 554 5.1.0 Sender Denied (\nS: (closed)");
        Assert.Equal(reason, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
    }

    [Theory]
    [InlineData("other.user@contoso.com")]
    [InlineData("anybody@below.spam.example")]
    [InlineData("anybody@bulk.example")]
    [InlineData("")]
    public async Task Another_sender_is_not(string sender)
    {
        await using var rig = await StartAsync(s_filter);
        await rig.TalkAsync($"S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<{sender}>\nS: 250 2.1.0 Sender OK");
    }

    [Fact]
    public async Task The_blank_sender_is_denied_where_the_operator_says_so()
    {
        await using var rig = await StartAsync(s_filter with { RejectsBlankSender = true });
        await rig.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<>\nS: 554 5.1.0 Sender Denied (\nS: (closed)");
    }

    [Theory]
    [InlineData("From: Blocked <BLOCKED.user@contoso.com>\n\nx\n")]
    [InlineData("From: ann@client.example, =?utf-8?Q?B?= <x@spam.example>\n\nx\n")]
    [InlineData("From: ann@client.example\nFROM: Friends: (c) x@a.bulk.example;\n\nx\n")]
    public async Task An_author_whom_the_header_names_is_denied_too(string message)
    {
        await using var rig = await StartAsync(s_filter);
        await rig.SendAsync(message, "554 5.1.0 Sender Denied (\nS: (closed)");
        Assert.Equal(AgentEvent.OnEndOfHeaders, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Event);
    }

    [Fact]
    public async Task Another_author_is_not()
    {
        await using var rig = await StartAsync(s_filter);
        await rig.SendAsync("From: \"blocked.user@contoso.com\" <ann@client.example>\nReply-To: x@spam.example\n\nblocked.user@contoso.com\n");
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    [Theory]
    [InlineData("blocked.user@contoso.com", "From: x@spam.example\n\nx\n", "BlockedSender")]
    [InlineData("ann@client.example", "From: x@spam.example\n\nx\n", "BlockedDomain")]
    public async Task A_message_is_stamped_once_where_the_operator_wants_that(string sender, string message, string reason)
    {
        await using var rig = await StartAsync(s_filter with { Action = SenderFilterAction.Stamp });
        await rig.SendAsync($"X-MS-Exchange-Organization-SenderFilter: forged\n{message}", sender: sender);
        Assert.Equal($"X-MS-Exchange-Organization-SenderFilter: {reason}\n{message}", rig.Inner.Delivered());
    }

    private static Task<ReceiveRig> StartAsync(SenderFilterPolicy filter) => ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter] });
}
