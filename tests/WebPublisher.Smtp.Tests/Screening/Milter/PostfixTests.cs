using System.Text;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Screening.Milter;

public sealed class PostfixTests(PostfixFixture postfix) : IClassFixture<PostfixFixture>
{
    [FactNeedingPostfix]
    public async Task What_passes_arrives_with_our_stamp_and_without_forged_ones()
    {
        await using var rig = await StartAsync();
        var delivered = await DeliveredAsync("clean", "X-MS-Exchange-Organization-SCL: -1\r\nX-MS-Exchange-Organization-AVStamp-Mailbox: forged\r\nX-MS-Exchange-Organization-SCL: 0\r\n");
        Assert.StartsWith("X-Judged: by us\r\n", delivered, StringComparison.Ordinal);
        Assert.DoesNotContain("X-MS-Exchange", delivered, StringComparison.Ordinal);
        Assert.Contains("\r\nSubject: clean\r\nX-Folded: one\r\n two\r\n", delivered, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nThe body.\r\n\r\nIts end.\r\n", delivered, StringComparison.Ordinal);
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal((MessageOutcome.Passed, "127.0.0.1", "client.example"), (record.Outcome, record.Client.Address.ToString(), record.ClientName));
    }

    [FactNeedingPostfix]
    public async Task What_is_refused_the_client_is_told_with_its_number()
    {
        await using var rig = await StartAsync();
        var reply = await SendAsync("reject");
        Assert.Equal($"550 5.7.1 Message rejected due to content restrictions ({(await rig.Records.NextMessageAsync()).Reference})", reply);
    }

    [FactNeedingPostfix]
    public async Task What_is_deferred_the_client_keeps()
    {
        await using var rig = await StartAsync();
        Assert.StartsWith("451 4.7.0 Temporary server error", await SendAsync("defer"), StringComparison.Ordinal);
    }

    [FactNeedingPostfix]
    public async Task What_is_held_waits_in_the_queue_of_the_mail_server()
    {
        await using var rig = await StartAsync();
        var before = await postfix.HeldAsync();
        Assert.StartsWith("250 2.0.0 Ok: queued", await SendAsync("hold"), StringComparison.Ordinal);
        Assert.Equal(before + 1, await postfix.HeldAsync());
        Assert.DoesNotContain(postfix.Sink.Messages, message => Encoding.ASCII.GetString(message).Contains("Subject: hold", StringComparison.Ordinal));
    }

    [FactNeedingPostfix]
    public async Task What_is_deleted_nobody_gets()
    {
        await using var rig = await StartAsync();
        Assert.StartsWith("250", await SendAsync("delete"), StringComparison.Ordinal);
        await DeliveredAsync("behind it");
        Assert.DoesNotContain(postfix.Sink.Messages, message => Encoding.ASCII.GetString(message).Contains("Subject: delete", StringComparison.Ordinal));
    }

    [FactNeedingPostfix]
    public async Task What_is_forwarded_somebody_else_gets()
    {
        await using var rig = await StartAsync();
        await DeliveredAsync("forward");
        var session = postfix.Sink.Sessions.Last(session => session.Lines.Any(line => line.Contains("abuse@example.net", StringComparison.Ordinal)));
        Assert.DoesNotContain(session.Lines, line => line.Contains("bob@example.com", StringComparison.Ordinal));
    }

    [FactNeedingPostfix]
    public async Task Postfix_waits_while_nobody_judges_and_goes_on_when_somebody_does()
    {
        await using (await StartAsync())
        {
            await DeliveredAsync("before the restart");
        }

        Assert.StartsWith("451 4.7.1", await SendAsync("meanwhile"), StringComparison.Ordinal);
        await using (await StartAsync())
        {
            await DeliveredAsync("behind the restart");
        }
    }

    private static Finding Judge(AgentEvent at, AgentContext context)
    {
        using var reader = new StreamReader(context.OpenContent(), Encoding.Latin1);
        var content = reader.ReadToEnd();
        return at != AgentEvent.OnEndOfData ? Finding.None
            : content.Contains("Subject: defer", StringComparison.Ordinal) ? Finding.Unwanted("Tested", "e", SmtpReplies.NotJudged)
            : Finding.Noted("Tested", "e").With(new StampField("X-Judged", "by us"));
    }

    /// <summary>The rules of a screener, and an agent that defers and stamps.</summary>
    private Task<ScreenerRig> StartAsync() => ScreenerRig.StartAsync(
        [
            new Screener(new ScreenerPolicy
            {
                Location = SourceLocation.BuiltIn,
                Rules = [Rule("reject", ScreenerAction.Reject), Rule("hold", ScreenerAction.Hold), Rule("delete", ScreenerAction.Delete), Rule("forward", ScreenerAction.Forward)],
            }),
            new ScriptedAgent("judge", Judge, AgentScope.Everybody),
        ],
        listener => listener with { EndPoint = postfix.Milter });

    private static ScreenerRule Rule(string subject, ScreenerAction action) => new()
    {
        Name = subject,
        Location = SourceLocation.BuiltIn,
        Keyword = new KeywordCondition([new Keyword(subject, IsWord: true)], [TextPlace.Subject], IgnoresDiacritics: false),
        Action = action,
        ForwardTo = "abuse@example.net",
    };

    /// <summary>Sends a message and waits until it has arrived.</summary>
    private async Task<string> DeliveredAsync(string subject, string header = "")
    {
        Assert.StartsWith("250 2.0.0 Ok: queued", await SendAsync(subject, header), StringComparison.Ordinal);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            if (postfix.Sink.Messages.Select(Encoding.ASCII.GetString).FirstOrDefault(message => message.Contains($"Subject: {subject}\r\n", StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private async Task<string> SendAsync(string subject, string header = "")
    {
        await using var client = await SmtpClient.ConnectAsync(postfix.EndPoint);
        await client.TalkAsync("S: 220\nC: HELO client.example\nS: 250");
        await client.SayAsync("MAIL FROM:<ann@client.example>\r\n");
        var reply = await client.ReadLineAsync();
        if (reply?.StartsWith("250", StringComparison.Ordinal) != true)
        {
            return reply ?? "(closed)";
        }

        await client.TalkAsync("C: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");
        await client.SayAsync($"{header}Subject: {subject}\r\nX-Folded: one\r\n two\r\n\r\nThe body.\r\n\r\nIts end.\r\n.\r\n");
        return await client.ReadLineAsync() ?? "(closed)";
    }
}
