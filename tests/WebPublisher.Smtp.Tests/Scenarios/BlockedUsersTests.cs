using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Scenarios;

/// <summary>A sender nobody wants mail of, and a recipient who gets none from outside.</summary>
public sealed class BlockedUsersTests
{
    [Theory]
    [InlineData("Blocked.User@Contoso.com")]
    [InlineData("blocked.user@CONTOSO.COM")]
    public async Task A_blocked_sender_is_denied_and_the_session_ends(string sender)
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"S: 220\nC: HELO internet01.example\nS: 250\nC: MAIL FROM:<{sender}>\nS: 554 5.1.0 Sender Denied (\nS: (closed)");
        Assert.Empty(rig.Inner.Sessions);
    }

    [Fact]
    public async Task A_blocked_recipient_is_unknown_and_the_other_gets_the_message()
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync(
            $"S: 220\nC: HELO internet01.example\nS: 250\nC: MAIL FROM:<Contoso.User@Contoso.com>\nS: 250 2.1.0 Sender OK\n"
            + "C: RCPT TO:<Blocked.User@adventure-works.com>\nS: 550 5.1.1 User unknown (\nC: RCPT TO:<Administrator@adventure-works.com>\nS: 250 2.1.5 Recipient OK\n"
            + "C: DATA\nS: 354\nC: Subject: x\nC:\nC: hello\nC: .\nS: 250\nC: QUIT\nS: 221");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal((MessageOutcome.Delivered, 1), (record.Outcome, record.RefusedRecipients));
        Assert.Single(rig.Inner.Messages);
        Assert.Equal(["RCPT TO:<Administrator@adventure-works.com>"], rig.Inner.Lines.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    private static Task<ReceiveRig> StartAsync() => ReceiveRig.StartAsync(policy: policy => policy with
    {
        AcceptedDomains = [new AcceptedDomain(new DomainPattern("adventure-works.com"), AcceptedDomainType.Authoritative)],
        SendConnectors = [policy.SendConnectors[0] with { Domains = [new DomainPattern("adventure-works.com")] }],
        Agents =
        [
            new SenderFilterPolicy { Location = SourceLocation.BuiltIn, Blocked = Set("Blocked.User@contoso.com") },
            new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Blocked = Set("Blocked.User@adventure-works.com") },
        ],
    });

    private static FrozenSet<string> Set(string address) => new[] { address }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
