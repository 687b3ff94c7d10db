using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
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

    private static Task<ReceiveRig> StartAsync(SenderFilterPolicy filter) => ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter] });
}
