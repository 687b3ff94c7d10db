using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Logs;

public sealed class AgentLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Each_finding_is_a_line_with_who_found_it_and_what_was_done()
    {
        await using var rig = new HalfRig();
        var policy = rig.Policy(HalfRig.Connector("internet"));
        await rig.StartAsync(policy with
        {
            Logging = policy.Logging with { AgentLog = new RotatingLogPolicy(_directory["logs"], 10_000_000, 250_000_000, TimeSpan.FromDays(30)) },
            Mail = policy.Mail! with
            {
                Agents =
                [
                    new SenderFilterPolicy { Location = SourceLocation.BuiltIn, RejectsBlankSender = true },
                    new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Blocked = new[] { "a,b@example.com", "staff@example.com" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase) },
                ],
            },
        });

        await rig.TalkAsync(
            "internet",
            "S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<Staff@example.com>\nS: 550\nC: RCPT TO:<\"a,b\"@example.com>\nS: 550\n"
            + "C: RSET\nS: 250\nC: MAIL FROM:<>\nS: 554\nS: (closed)");
        var first = await rig.Records.NextMessageAsync();
        var second = await rig.Records.NextMessageAsync();
        var session = await rig.Records.NextSessionAsync();
        await rig.StopAsync();

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(_directory["logs"], "AGENTLOG*-1.LOG")));
        Assert.Equal("#Log-Type: Agent Log", lines[2]);
        Assert.Equal(
            "#Fields: Timestamp,SessionId,LocalEndpoint,RemoteEndpoint,EnteredOrgFromIP,MessageId,P1FromAddress,P2FromAddresses,Recipient,NumRecipients,Agent,Event,Action,SmtpResponse,Reason,ReasonData",
            lines[4]);
        var begin = $"{session.Reference},{session.Local},{session.Client},127.0.0.1,";
        Assert.Equal(
            [
                $"{begin}{first.Reference},ann@client.example,,Staff@example.com,1,recipientFilter,OnRcptCommand,RejectCommand,550 5.1.1 User unknown,BlockedRecipient,Staff@example.com",
                $"{begin}{first.Reference},ann@client.example,,\"\"\"a,b\"\"@example.com\",1,recipientFilter,OnRcptCommand,RejectCommand,550 5.1.1 User unknown,BlockedRecipient,\"a,b@example.com\"",
                $"{begin}{second.Reference},<>,,,0,senderFilter,OnMailCommand,RejectCommand,554 5.1.0 Sender Denied,BlankSender,<>",
            ],
            lines[5..].Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]));
    }

    public void Dispose() => _directory.Dispose();
}
