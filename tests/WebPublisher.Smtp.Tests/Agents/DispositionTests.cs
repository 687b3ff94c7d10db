using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

/// <summary>What becomes of messages by what agents found.</summary>
public sealed class DispositionTests
{
    private const string Envelope = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\n";
    private const string Message = Envelope + "C: DATA\nS: 354\nC: Subject: x\nC:\nC: body\nC: .\n";

    [Fact]
    public async Task A_deleted_message_is_taken_and_reaches_nobody()
    {
        await using var rig = await StartAsync(Finding.Deleted("Tested", "evidence"));
        await rig.TalkAsync($"{Message}S: 250 2.0.0 OK\nC: MAIL FROM:<>\nS: 250");
        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(MessageOutcome.Deleted, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task A_redirected_message_goes_to_the_one_chosen_and_not_to_its_recipient()
    {
        await using var rig = await StartAsync(Finding.Redirected("Tested", "evidence", To("postmaster@example.com")));
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Single(rig.Inner.Messages);
        Assert.Equal(["RCPT TO:<postmaster@example.com>"], Said(rig, "DATA", "RCPT"));
        Assert.Equal(MessageOutcome.Redirected, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task A_message_that_nobody_has_a_route_for_stays_with_its_sender()
    {
        await using var rig = await StartAsync(Finding.Redirected("Tested", "evidence", To("postmaster@elsewhere.example")));
        await rig.TalkAsync($"{Message}S: 451 4.7.0");
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task The_gravest_of_several_findings_decides_and_a_refusal_ends_the_asking()
    {
        var (redirects, refuses, last) = (
            Finds("redirects", Finding.Redirected("Tested", "", To("postmaster@example.com"))),
            Finds("refuses", Finding.Unwanted("Tested", "", SmtpReplies.Refused("no"))),
            Finds("last", Finding.Noted("Tested", "")));
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(redirects), Install(refuses), Install(last)]);
        await rig.TalkAsync($"{Message}S: 550 5.7.1 no");
        Assert.Empty(rig.Inner.Messages);
        Assert.DoesNotContain(AgentEvent.OnEndOfData, last.Asked);
        Assert.Equal(MessageDisposition.Reject, Assert.Single(last.Verdicts).Disposition);
    }

    [Theory]
    [InlineData(6, "S: 250", 6)]
    [InlineData(7, "S: 550 5.7.1 Message rejected due to content restrictions (", null)]
    [InlineData(9, "S: 250 2.0.0 OK", null)]
    [InlineData(-1, "S: 250", -1)]
    public async Task The_spam_confidence_level_is_stamped_or_acted_on(int scl, string reply, int? stamped)
    {
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(Finds("judge", Finding.Scored(scl, "rules")))], thresholds: new SclThresholds(Delete: 9, Reject: 7, Quarantine: null));
        await rig.TalkAsync($"{Message}{reply}");
        Assert.Equal(stamped is null ? [] : [$"X-MS-Exchange-Organization-SCL: {stamped}"], rig.Inner.Messages.Select(message => Text(message).Split("\r\n")[0]));
    }

    [Fact]
    public async Task A_stamp_stands_above_our_trace_field_and_holds_no_line_end()
    {
        await using var rig = await StartAsync(Finding.Noted("Tested", "").With(new StampField("X-Verdict", "good\r\nX-Forged: yes é")));
        await rig.TalkAsync($"{Message}S: 250");
        Assert.StartsWith("X-Verdict: good??X-Forged: yes ?\r\nReceived: ", Text(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_was_written_anew_is_what_later_agents_and_the_recipient_get()
    {
        var seen = "";
        var reader = new ScriptedAgent("reader", (at, context) =>
        {
            if (at == AgentEvent.OnSubmittedMessage)
            {
                using var content = new StreamReader(context.OpenContent());
                seen = content.ReadToEnd();
            }

            return Finding.None;
        });
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(Finds("editor", Finding.Noted("Tested", "").With(new Replacement("Subject: y\r\n\r\nother\r\n")))), Install(reader)]);
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Equal("Subject: y\r\n\r\nother\r\n", seen);
        Assert.EndsWith("\r\nSubject: y\r\n\r\nother\r\n", Text(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipient_that_an_agent_adds_gets_the_message_too()
    {
        await using var rig = await StartAsync(Finding.Noted("Tested", "").With(new AddRecipient(To("archive@example.com"))));
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Single(rig.Inner.Messages);
        Assert.Equal(["RCPT TO:<bob@example.com>", "RCPT TO:<archive@example.com>"], Said(rig, "DATA", "RCPT"));
    }

    [Fact]
    public async Task The_inner_server_is_told_rewritten_addresses()
    {
        var agent = new ScriptedAgent("rewriter", (at, _) => at switch
        {
            AgentEvent.OnMailCommand => Finding.Noted("Tested", "").With(new RewriteSender(ReversePath.To(To("sales@example.com").Mailbox!))),
            AgentEvent.OnRcptCommand => Finding.Noted("Tested", "").With(new RewriteRecipient(To("robert@example.com"))),
            _ => Finding.None,
        });
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(agent)]);
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Single(rig.Inner.Messages);
        Assert.Equal(["RCPT TO:<robert@example.com>"], Said(rig, "DATA", "RCPT"));
        Assert.StartsWith("MAIL FROM:<sales@example.com>", Assert.Single(Said(rig, "DATA", "MAIL")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_has_no_place_is_a_failure_of_the_agent()
    {
        var agent = new ScriptedAgent("late", (at, _) => at == AgentEvent.OnEndOfData ? Finding.Noted("Tested", "").With(new RewriteSender(ReversePath.Null)) : Finding.None);
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(agent)]);
        await rig.TalkAsync($"{Message}S: 451 4.7.0");
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task An_agent_that_does_not_answer_in_its_time_has_failed()
    {
        await using var rig = await ReceiveRig.StartAsync(agents: [new InstalledAgent(new SleepingAgent(), AgentErrorAction.Defer, TimeSpan.FromMilliseconds(50))]);
        await rig.TalkAsync($"{Message}S: 451 4.7.0\nC: NOOP\nS: 250");
        Assert.Contains("sleeper OnEndOfData", Assert.Single(rig.Log.Lines, line => line.Id == 3106).Text, StringComparison.Ordinal);
    }

    private static Task<ReceiveRig> StartAsync(Finding atEndOfData) => ReceiveRig.StartAsync(agents: [Install(Finds("judge", atEndOfData))]);

    private static ScriptedAgent Finds(string name, Finding atEndOfData) => new(name, (at, _) => at == AgentEvent.OnEndOfData ? atEndOfData : Finding.None);

    private static InstalledAgent Install(SmtpAgent agent) => new(agent, AgentErrorAction.Defer, TimeSpan.FromSeconds(30));

    /// <summary>The commands of a verb, on the connection that got the content.</summary>
    private static IEnumerable<string> Said(ReceiveRig rig, string with, string verb) =>
        rig.Inner.Sessions.Single(session => session.Lines.Contains(with)).Lines.Where(line => line.StartsWith(verb, StringComparison.Ordinal));

    private static string Text(byte[] message) => Encoding.ASCII.GetString(message);

    private static ForwardPath To(string address) =>
        MailAddress.TryParse(address, out var mailbox, out _) ? ForwardPath.To(mailbox) : throw new ArgumentException($"'{address}' is no address.", nameof(address));
}
