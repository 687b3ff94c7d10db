using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Spool;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Screening.Milter;

public sealed class MilterSessionTests
{
    private const string Header = "Subject: x\r\nTo: bob@example.com\r\n";

    [Fact]
    public async Task What_is_agreed_on_is_what_we_want_of_what_is_offered()
    {
        await using var rig = await ScreenerRig.StartAsync([]);
        await using (var all = await MilterClientRig.ConnectAsync(rig.EndPoint))
        {
            await all.SendAsync('O', MilterClientRig.Offer(6, MilterClientRig.AllActions, MilterClientRig.AllSteps));
            Assert.Equal($"O{MilterClientRig.Offer(6, 0x3F, 0x1FF380)}".Replace('\0', '|'), await all.ReadAsync());
        }

        await using (var little = await MilterClientRig.ConnectAsync(rig.EndPoint))
        {
            await little.SendAsync('O', MilterClientRig.Offer(2, 0x21, 0));
            Assert.Equal($"O{MilterClientRig.Offer(2, 0x21, 0)}".Replace('\0', '|'), await little.ReadAsync());
        }
    }

    [Fact]
    public async Task An_agent_sees_the_message_as_the_mail_server_has_it()
    {
        var seen = new List<string>();
        await using var rig = await StartAsync((_, context) =>
        {
            using var reader = new StreamReader(context.OpenContent(), Encoding.Latin1);
            seen.Add($"{context.Client} {context.ClientName} {context.Sender} {string.Join(' ', context.Recipients)} {context.User}\n{reader.ReadToEnd()}");
            return Finding.None;
        });
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await client.SendAsync('D', "M{auth_authen}\0ann\0{other}\0x\0");
        await client.SendMessageAsync("Subject: a\n b\r\nX-Tight:v\r\n", "line 1\r\nline 2\r\n", "<ann@client.example>", "<bob@example.com>", "<carol@example.com>", "<root>");
        Assert.Equal(["c"], await client.ReadVerdictAsync());
        Assert.Equal("192.0.2.7 client.example <ann@client.example> <bob@example.com> <carol@example.com> ann\nSubject: a\r\n b\r\nX-Tight:v\r\n\r\nline 1\r\nline 2\r\n", Assert.Single(seen));
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal((MessageOutcome.Passed, "192.0.2.7:25"), (record.Outcome, record.Client.ToString()));
    }

    [Fact]
    public async Task A_mail_server_that_wants_every_answer_gets_every_answer()
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint, steps: 0);
        await client.SendMessageAsync(Header, "body\r\n");
        for (var answers = 0; answers < 9; answers++)
        {
            Assert.Equal("c", await client.ReadAsync());
        }

        Assert.Equal(MessageOutcome.Passed, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task What_agents_decide_on_is_told_in_the_words_of_the_protocol()
    {
        foreach (var (finding, expected, outcome) in new (Finding, string, MessageOutcome)[]
        {
            (Finding.Unwanted("Tested", "e", SmtpReplies.Refused("50% no")), "y550 5.7.1 50%% no (REF)|", MessageOutcome.RefusedByAgent),
            (Finding.Unwanted("Tested", "e", SmtpReplies.NotJudged), "y451 4.7.0 Temporary server error. Please try again later (REF)|", MessageOutcome.RefusedByAgent),
            (Finding.Deleted("Tested", "e"), "d", MessageOutcome.Deleted),
            (Finding.Held("Tested", "e"), "qjudge Tested (REF)| c", MessageOutcome.Held),
            (Finding.Redirected("Tested", "e", Path("abuse@example.com")), "-<bob@example.com>| +<abuse@example.com>| c", MessageOutcome.Redirected),
            (Finding.Noted("Tested", "e").With(new AddRecipient(Path("copy@example.com"))), "+<copy@example.com>| c", MessageOutcome.Passed),
            (Finding.Noted("Tested", "e").With(new StampField("X-Seen", "by us")), "i||||X-Seen| by us| c", MessageOutcome.Passed),
            (Finding.Scored(3, "e"), "i||||X-MS-Exchange-Organization-SCL| 3| c", MessageOutcome.Passed),
        })
        {
            await using var rig = await StartAsync((at, _) => at == AgentEvent.OnEndOfData ? finding : Finding.None);
            await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
            await client.SendMessageAsync(Header, "body\r\n");
            var answers = string.Join(' ', await client.ReadVerdictAsync());
            var record = await rig.Records.NextMessageAsync();
            Assert.Equal((expected.Replace("REF", record.Reference, StringComparison.Ordinal), outcome), (answers, record.Outcome));
        }
    }

    [Fact]
    public async Task What_a_mail_server_cannot_do_makes_its_client_try_again()
    {
        foreach (var finding in new[]
        {
            Finding.Held("Tested", "e"), Finding.Redirected("Tested", "e", Path("abuse@example.com")), Finding.Noted("Tested", "e").With(new StampField("X-Seen", "by us")),
        })
        {
            await using var rig = await StartAsync((at, _) => at == AgentEvent.OnEndOfData ? finding : Finding.None);
            await using var client = await MilterClientRig.OpenAsync(rig.EndPoint, actions: 0);
            await client.SendMessageAsync(Header, "body\r\n");
            Assert.Equal(["t"], await client.ReadVerdictAsync());
        }
    }

    [Fact]
    public async Task Forged_fields_of_the_organisation_are_removed_from_the_last_to_the_first()
    {
        var seen = "";
        await using var rig = await StartAsync((_, context) =>
        {
            using var reader = new StreamReader(context.OpenContent(), Encoding.Latin1);
            seen = reader.ReadToEnd();
            return Finding.None;
        });
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await client.SendMessageAsync("X-MS-Exchange-Organization-SCL: -1\r\nSubject: x\r\nx-ms-exchange-organization-scl: 0\r\n", "body\r\n");
        Assert.Equal(["m|||\u0002x-ms-exchange-organization-scl||", "m|||\u0001X-MS-Exchange-Organization-SCL||", "c"], await client.ReadVerdictAsync());
        Assert.Equal("Subject: x\r\n\r\nbody\r\n", seen);
    }

    [Fact]
    public async Task What_an_agent_wrote_anew_is_told_field_by_field_and_as_a_body()
    {
        await using var rig = await StartAsync((at, _) => at == AgentEvent.OnEndOfData ? Finding.Noted("Tested", "e").With(new Rewritten()) : Finding.None);
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await client.SendMessageAsync("Subject: x\r\nX-A: 1\r\nX-A: 2\r\nX-B: same\r\n", "body\r\n");
        Assert.Equal(["m|||\u0001Subject| [seen] x|", "m|||\u0002X-A||", "hX-C| new|", "bother body\r\n", "c"], await client.ReadVerdictAsync());
    }

    [Fact]
    public async Task One_message_follows_another_and_what_was_given_up_is_forgotten()
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await client.SendAsync('M', "<given@up.example>\0");
        await client.SendAsync('B', "half a message");
        await client.SendAsync('A');
        await client.SendMessageAsync(Header, "one\r\n", "<one@client.example>");
        Assert.Equal(["c"], await client.ReadVerdictAsync());
        await client.SendAsync('K');
        await client.SendAsync('M', "<two@client.example>\0");
        await client.SendAsync('N');
        await client.SendAsync('E', "two\r\n");
        Assert.Equal(["c"], await client.ReadVerdictAsync());
        await client.SendAsync('Q');
        Assert.Null(await client.ReadAsync());
        var (one, two) = (await rig.Records.NextMessageAsync(), await rig.Records.NextMessageAsync());
        Assert.Equal(("<one@client.example>", "192.0.2.7:25"), (one.Sender.ToString(), one.Client.ToString()));
        Assert.Equal(("<two@client.example>", "0.0.0.0:0"), (two.Sender.ToString(), two.Client.ToString()));
        Assert.Equal(0, rig.SpoolMemory);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_unread_and_the_connection_goes_on()
    {
        await using var rig = await ScreenerRig.StartAsync([], listener => listener with { MessageSize = 1000 });
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await client.SendMessageAsync(Header, new string('x', 200_000));
        Assert.Equal(["y552 5.3.4 Message size exceeds fixed maximum message size|"], await client.ReadVerdictAsync());
        await client.SendMessageAsync($"X: {new string('x', 300_000)}\r\n", "body");
        Assert.Equal(["y552 5.3.4 Message header size exceeds fixed maximum size|"], await client.ReadVerdictAsync());
        await client.SendMessageAsync(Header, "body\r\n", "<not an address>");
        Assert.Equal(["y501 5.1.7 Invalid address|"], await client.ReadVerdictAsync());
        await client.SendMessageAsync(Header, "body\r\n");
        Assert.Equal(["c"], await client.ReadVerdictAsync());
    }

    [Theory]
    [InlineData("", "a packet has no length that is possible")]
    [InlineData("C", "what it said of 'C' cannot be read")]
    [InlineData("H", "what it said of 'H' cannot be read")]
    [InlineData("D", "what it said of 'D' cannot be read")]
    [InlineData("Mno end", "what it said of 'M' cannot be read")]
    [InlineData("R<bob@example.com>\0", "what it said of 'R' cannot be read")]
    [InlineData("E", "what it said of 'E' cannot be read")]
    [InlineData("Z", "what it said of 'Z' cannot be read")]
    [InlineData("O", "what it said of 'O' cannot be read")]
    public async Task What_is_malformed_or_out_of_order_ends_the_connection(string packet, string reason)
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        await using var client = await MilterClientRig.OpenAsync(rig.EndPoint);
        await (packet.Length == 0 ? client.SendRawAsync([0xFF, 0, 0, 0]) : client.SendAsync(packet[0], packet[1..]));
        Assert.Null(await client.ReadAsync());
        Assert.Contains(reason, Assert.Single(rig.Log.Lines, line => line.Id == 3601).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_begin_with_an_offer_is_no_mail_server()
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        await using var client = await MilterClientRig.ConnectAsync(rig.EndPoint);
        await client.SendRawAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task There_are_not_more_connections_than_there_may_be()
    {
        await using var rig = await ScreenerRig.StartAsync([], listener => listener with { Connections = 1 });
        await using var first = await MilterClientRig.OpenAsync(rig.EndPoint);
        await using var second = await MilterClientRig.ConnectAsync(rig.EndPoint);
        Assert.Null(await second.ReadAsync());
        await first.SendMessageAsync(Header, "body\r\n");
        Assert.Equal(["c"], await first.ReadVerdictAsync());
    }

    [Fact]
    public async Task A_message_under_way_is_judged_before_the_listener_leaves()
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        await using var busy = await MilterClientRig.OpenAsync(rig.EndPoint);
        await using var idle = await MilterClientRig.OpenAsync(rig.EndPoint, steps: 0);
        await busy.SendAsync('M', "<ann@client.example>\0");
        await idle.SendAsync('H', "client.example\0");
        Assert.Equal("c", await idle.ReadAsync());
        await busy.SendAsync('L', "Subject\0 x\0");
        var stopped = rig.StopAsync();
        Assert.Null(await idle.ReadAsync());
        await busy.SendAsync('N');
        await busy.SendAsync('E');
        Assert.Equal(["c"], await busy.ReadVerdictAsync());
        await stopped.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static Task<ScreenerRig> StartAsync(Func<AgentEvent, AgentContext, Finding> find) =>
        ScreenerRig.StartAsync([new ScriptedAgent("judge", (at, context) => at == AgentEvent.OnEndOfData ? find(at, context) : Finding.None, AgentScope.Everybody)]);

    private static ForwardPath Path(string address) => RelayRig.Rcpt(address).Recipient;

    private sealed record Rewritten : ContentEdit
    {
        public override async ValueTask ApplyAsync(Stream from, ContentSpool to, CancellationToken cancellationToken) =>
            await to.AppendAsync(new("Subject: [seen] x\r\nX-A: 1\r\nX-B: same\r\nX-C: new\r\n\r\nother body\r\n"u8.ToArray()), cancellationToken);
    }
}
