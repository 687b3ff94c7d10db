using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class ScreenerTests
{
    private const string Message = """
        S: 220
        C: HELO client.example
        S: 250
        C: MAIL FROM:<ann@client.example>
        S: 250
        C: RCPT TO:<bob@example.com>
        S: 250
        C: DATA
        S: 354
        C: Subject: =?utf-8?Q?Project=2DFalcon?=
        C:
        C: body
        C: .

        """;

    [Fact]
    public async Task A_message_that_a_rule_rejects_is_refused_with_its_evidence_in_the_record()
    {
        await using var rig = await StartAsync(ScreenerAction.Reject);
        await rig.TalkAsync($"{Message}S: 550 5.7.1 Message rejected due to content restrictions (");

        Assert.Empty(rig.Inner.Messages);
        var found = Assert.Single((await rig.Records.NextMessageAsync()).Findings);
        Assert.Equal(("screener", "ScreenerRule", "leak: keyword 'project-falcon' in Subject"), (found.Agent, found.Finding.Reason, found.Finding.Evidence));
    }

    [Fact]
    public async Task A_message_that_a_rule_deletes_is_taken_and_reaches_nobody()
    {
        await using var rig = await StartAsync(ScreenerAction.Delete);
        await rig.TalkAsync($"{Message}S: 250");

        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(MessageOutcome.Deleted, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task A_message_that_a_rule_forwards_goes_to_whom_the_rule_names()
    {
        await using var rig = await StartAsync(ScreenerAction.Forward);
        await rig.TalkAsync($"{Message}S: 250");

        Assert.Single(rig.Inner.Messages);
        Assert.Contains(rig.Inner.Sessions, session => session.Lines.Contains("RCPT TO:<postmaster@example.com>") && session.Lines.Contains("DATA"));
    }

    [Fact]
    public async Task A_message_that_a_rule_holds_is_kept_with_its_evidence()
    {
        await using var rig = await StartAsync(ScreenerAction.Hold);
        await rig.TalkAsync($"{Message}S: 250\nC: QUIT\nS: 221");

        Assert.Empty(rig.Inner.Messages);
        var held = Assert.Single(await rig.State.Held.ListAsync());
        Assert.Equal(("screener", "leak: keyword 'project-falcon' in Subject"), (held.Agent, held.Evidence));
    }

    [Fact]
    public async Task A_server_of_the_organisation_is_screened_too()
    {
        await using var rig = await StartAsync(ScreenerAction.Reject, connector => connector with { Relay = RelayGrant.Always });
        await rig.TalkAsync($"{Message}S: 550 5.7.1");
    }

    [Fact]
    public async Task Other_messages_pass()
    {
        await using var rig = await StartAsync(ScreenerAction.Reject);
        await rig.TalkAsync($"{Message.Replace("Falcon", "Sparrow", StringComparison.Ordinal)}S: 250");

        Assert.Single(rig.Inner.Messages);
    }

    private static Task<ReceiveRig> StartAsync(ScreenerAction action, Func<ReceiveConnector, ReceiveConnector>? configure = null) => ReceiveRig.StartAsync(configure, policy: mail => mail with
    {
        Agents =
        [
            new ScreenerPolicy
            {
                Location = SourceLocation.BuiltIn,
                Rules =
                [
                    new ScreenerRule
                    {
                        Name = "leak",
                        Location = SourceLocation.BuiltIn,
                        Keyword = new KeywordCondition([new Keyword("project-falcon", IsWord: true)], [TextPlace.Subject, TextPlace.Body], IgnoresDiacritics: false),
                        Action = action,
                        ForwardTo = "postmaster@example.com",
                    },
                ],
            },
        ],
    });
}
