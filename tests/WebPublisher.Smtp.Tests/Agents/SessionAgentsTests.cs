using System.Text;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class SessionAgentsTests
{
    private const string Hello = "S: 220\nC: HELO client.example\nS: 250\n";
    private const string Envelope = Hello + "C: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\n";
    private const string Message = Envelope + "C: DATA\nS: 354\nC: Subject: x\nC:\nC: body\nC: .\n";

    [Fact]
    public async Task Agents_are_asked_at_every_event_in_its_order()
    {
        var agent = new ScriptedAgent("judge");
        await using var rig = await StartAsync(agent);
        await rig.TalkAsync($"{Message}S: 250\nC: QUIT\nS: 221");
        Assert.Equal(Enum.GetValues<AgentEvent>().Except([AgentEvent.OnRcptRefused]), agent.Asked);
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    [Theory]
    [InlineData(AgentEvent.OnConnect, "S: 550 5.7.1 no (\nS: (closed)")]
    [InlineData(AgentEvent.OnEhloCommand, "S: 220\nC: EHLO c.example\nS: 550 5.7.1 no (\nC: MAIL FROM:<>\nS: 503 5.5.2 Send hello first")]
    [InlineData(AgentEvent.OnMailCommand, Hello + "C: MAIL FROM:<ann@client.example>\nS: 550 5.7.1 no (\nC: RCPT TO:<bob@example.com>\nS: 503 5.5.2 Need mail command")]
    [InlineData(AgentEvent.OnRcptCommand, Hello + "C: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 550 5.7.1 no (\nC: DATA\nS: 503")]
    [InlineData(AgentEvent.OnEndOfHeaders, Message + "S: 550 5.7.1 no (\nC: MAIL FROM:<>\nS: 250")]
    [InlineData(AgentEvent.OnEndOfData, Message + "S: 550 5.7.1 no (\nC: MAIL FROM:<>\nS: 250")]
    [InlineData(AgentEvent.OnSubmittedMessage, Message + "S: 550 5.7.1 no (\nC: MAIL FROM:<>\nS: 250")]
    public async Task What_an_agent_proposes_is_said_and_nothing_of_it_reaches_the_inner_server(AgentEvent at, string dialog)
    {
        var next = new ScriptedAgent("next");
        await using var rig = await StartAsync(Refusing("judge", at), next);
        await rig.TalkAsync(dialog);
        Assert.Empty(rig.Inner.Messages);
        Assert.DoesNotContain(at, next.Asked);
    }

    [Fact]
    public async Task A_refusal_of_the_inner_server_may_be_said_in_other_words_and_an_approval_may_not()
    {
        var inner = InnerServer.With(async (session, line) =>
        {
            if (!line.StartsWith("RCPT TO:<bob", StringComparison.Ordinal))
            {
                return false;
            }

            await session.ReplyAsync("550 5.2.1 disabled");
            return true;
        });
        var agent = Refusing("judge", AgentEvent.OnRcptRefused);
        await using var rig = await ReceiveRig.StartAsync(inner: inner, agents: [Install(agent)]);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 550 5.7.1 no (\nC: RCPT TO:<ann@example.com>\nS: 250 2.1.5");
        Assert.Single(agent.Asked, AgentEvent.OnRcptRefused);
    }

    [Fact]
    public async Task A_session_that_an_agent_closes_is_over_behind_the_reply()
    {
        await using var rig = await StartAsync(Refusing("judge", AgentEvent.OnMailCommand, closes: true));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<ann@client.example>\nS: 550 5.7.1 no (\nS: (closed)");
        Assert.Equal(SessionEnd.RefusedByAgent, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task The_number_in_a_refusal_leads_to_the_record_with_the_evidence()
    {
        await using var rig = await StartAsync(Refusing("judge", AgentEvent.OnEndOfData));
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync(Message);
        var reply = await client.ReadLineAsync();
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal($"550 5.7.1 no ({record.Reference})", reply);
        Assert.Equal(MessageOutcome.RefusedByAgent, record.Outcome);
        Assert.Equal("judge OnEndOfData: Unwanted Tested (evidence)", Assert.Single(record.Findings).ToString());
    }

    [Fact]
    public async Task What_is_found_before_mail_stands_in_the_record_of_the_session()
    {
        await using var rig = await StartAsync(Refusing("judge", AgentEvent.OnConnect));
        await rig.TalkAsync("S: 550");
        Assert.Equal(AgentEvent.OnConnect, Assert.Single((await rig.Records.NextSessionAsync()).Findings).Event);
    }

    [Fact]
    public async Task A_record_keeps_twenty_findings_however_many_recipients_are_refused()
    {
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Limits = new ReceiveLimits { ProtocolErrors = 100 } }, agents: [Install(Refusing("judge", AgentEvent.OnRcptCommand))]);
        var recipients = string.Concat(Enumerable.Range(0, 30).Select(number => $"C: RCPT TO:<user{number}@example.com>\nS: 550\n"));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250\n{recipients}C: QUIT\nS: 221");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal((20, 30), (record.Findings.Length, record.RefusedRecipients));
    }

    [Theory]
    [InlineData(AgentEvent.OnConnect, "S: 421 4.3.2\nS: (closed)")]
    [InlineData(AgentEvent.OnMailCommand, Hello + "C: MAIL FROM:<ann@client.example>\nS: 451 4.7.0 Temporary server error. Please try again later (\nC: NOOP\nS: 250")]
    [InlineData(AgentEvent.OnRcptCommand, Hello + "C: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 451 4.7.0\nC: NOOP\nS: 250")]
    [InlineData(AgentEvent.OnEndOfData, Message + "S: 451 4.7.0\nC: MAIL FROM:<>\nS: 250")]
    public async Task An_agent_that_fails_makes_the_client_try_again_and_the_session_lives(AgentEvent at, string dialog)
    {
        await using var rig = await StartAsync(Failing(at));
        await rig.TalkAsync(dialog);
        Assert.Contains($"judge {at} onError=Defer", Assert.Single(rig.Log.Lines, line => line.Id == 3106).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_fails_where_the_operator_accepts_that_stops_no_mail()
    {
        var broken = Failing(AgentEvent.OnEndOfData);
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(broken, AgentErrorAction.Accept)]);
        await rig.TalkAsync($"{Message}S: 250");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(MessageOutcome.Delivered, record.Outcome);
        Assert.Equal(FindingKind.Failed, Assert.Single(record.Findings).Finding.Kind);
    }

    [Fact]
    public async Task A_trusted_client_is_judged_by_nobody()
    {
        var next = Refusing("next", AgentEvent.OnMailCommand);
        await using var rig = await StartAsync(
            new ScriptedAgent("first", (at, _) => at == AgentEvent.OnConnect ? Finding.Trusted("Tested", "evidence") : Finding.None), next);
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Empty(next.Asked);
    }

    [Fact]
    public async Task Servers_of_the_organisation_are_asked_about_only_where_everybody_is()
    {
        var (stranger, everybody) = (new ScriptedAgent("spam"), new ScriptedAgent("virus", scope: AgentScope.Everybody));
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Relay = RelayGrant.Always }, agents: [Install(stranger), Install(everybody)]);
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Empty(stranger.Asked);
        Assert.Empty(stranger.Verdicts);
        Assert.Equal(Enum.GetValues<AgentEvent>().Except([AgentEvent.OnRcptRefused]), everybody.Asked);
    }

    [Fact]
    public async Task A_user_who_has_logged_on_is_judged_no_further()
    {
        var agent = new ScriptedAgent("judge");
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Authentication = new ReceiveAuthentication(Required: false, "users", InnerServer: null) },
            certificate: TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] }),
            credentials: PasswordFile.Parse("users", [$"ann:{PasswordHash.Create("secret")}"]),
            agents: [Install(agent)],
            implicitTls: true);
        await using var client = await rig.ConnectAsync();
        await client.SecureAsync();
        await client.TalkAsync("S: 220\nC: EHLO c.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-CHUNKING\nS: 250 AUTH\nC: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235\nC: MAIL FROM:<>\nS: 250");
        Assert.Equal([AgentEvent.OnConnect, AgentEvent.OnEhloCommand], agent.Asked);
    }

    [Fact]
    public async Task An_agent_sees_the_envelope_and_reads_the_content()
    {
        var seen = new List<string>();
        var agent = new ScriptedAgent("judge", (at, context) =>
        {
            if (at == AgentEvent.OnRcptCommand)
            {
                seen.Add($"{context.Client} {context.ClientName} {context.Sender} {context.Recipient} {context.AcceptedDomain!.Domain}");
            }
            else if (at == AgentEvent.OnSubmittedMessage)
            {
                using var reader = new StreamReader(context.OpenContent(), Encoding.ASCII);
                seen.Add($"{context.Recipient} {context.Recipients.Length} {reader.ReadToEnd()}");
            }

            return Finding.None;
        });
        await using var rig = await StartAsync(agent);
        await rig.TalkAsync($"{Message}S: 250");
        Assert.Equal(["127.0.0.1 client.example <ann@client.example> <bob@example.com> example.com", " 1 Subject: x\r\n\r\nbody\r\n"], seen);
    }

    [Fact]
    public async Task What_an_agent_finds_is_counted()
    {
        var name = $"judge {Guid.NewGuid():N}";
        using var findings = new RecordingMeter("webpublisher.smtp.agent.findings", "agent");
        using var errors = new RecordingMeter("webpublisher.smtp.agent.errors", "agent");
        var agent = new ScriptedAgent(name, (at, _) => at switch
        {
            AgentEvent.OnRcptCommand => Finding.Unwanted("Tested", "evidence", SmtpReplies.UserUnknown),
            AgentEvent.OnEhloCommand => throw new InvalidOperationException("broken"),
            _ => Finding.None,
        });
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(agent, AgentErrorAction.Accept)]);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 550 5.1.1");
        Assert.Equal([1], errors.Values(name));
        Assert.Equal([1], findings.Values(name));
    }

    private static Task<ReceiveRig> StartAsync(params ScriptedAgent[] agents) => ReceiveRig.StartAsync(agents: [.. agents.Select(Install)]);

    private static InstalledAgent Install(SmtpAgent agent) => Install(agent, AgentErrorAction.Defer);

    private static InstalledAgent Install(SmtpAgent agent, AgentErrorAction onError) => new(agent, onError, TimeSpan.FromSeconds(30));

    private static ScriptedAgent Refusing(string name, AgentEvent at, bool closes = false) =>
        new(name, (now, _) => now == at ? Finding.Unwanted("Tested", "evidence", SmtpReplies.Refused("no"), closes) : Finding.None);

    private static ScriptedAgent Failing(AgentEvent at) => new("judge", (now, _) => now == at ? throw new InvalidOperationException("broken") : Finding.None);
}
