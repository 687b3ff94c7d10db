using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class ContentTransferTests
{
    private const string Envelope = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\n";

    [Theory]
    [InlineData("x\\n.\\nMAIL FROM:<smuggled@client.example>")]
    [InlineData("x\\r.\\rMAIL FROM:<smuggled@client.example>")]
    [InlineData("x\\n.")]
    [InlineData("a\\0b")]
    public async Task Content_that_others_would_read_otherwise_is_refused_at_its_true_end_and_nothing_behind_it_is_done(string content)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: {content}\nC: .\nC: MAIL FROM:<smuggled@client.example>\nS: 554 5.6.0\nS: (closed)");
        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(SessionEnd.AmbiguousContent, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_body_sent_before_it_was_asked_for_is_never_read_as_commands()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: DATA\nC: RSET\nC: .\nS: 554 5.5.0 Improper use of SMTP command pipelining\nS: (closed)");
        Assert.Empty(rig.Inner.Messages);
    }

    [Theory]
    [InlineData(70_000, 1, "552 5.3.4 Message size")]
    [InlineData(40, 31, "554 5.4.6 Hop count")]
    [InlineData(1_100, 0, "554 5.6.0 Message contains a line")]
    public async Task Content_beyond_a_limit_is_refused_and_the_session_goes_on(int length, int hops, string reply)
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Limits = new ReceiveLimits { MessageSize = 65536 } });
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync($"{Envelope}C: DATA\nS: 354");
        var line = hops == 0 ? new string('x', length) : string.Concat(Enumerable.Repeat(new string('x', 38) + "\r\n", length / 40));
        await client.SayAsync(string.Concat(Enumerable.Repeat("Received: by x; y\r\n", hops)) + "\r\n" + line + "\r\n.\r\n");
        await client.TalkAsync($"S: {reply}\nC: MAIL FROM:<>\nS: 250");
        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(MessageOutcome.RefusedContent, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task Pipelined_chunks_make_one_message_and_hold_whatever_they_hold()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: EHLO client.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250 ");
        await client.SayAsync("MAIL FROM:<>\r\nRCPT TO:<bob@example.com>\r\nBDAT 12\r\nSubject: a\r\nBDAT 8 LAST\r\n\r\nx\r\n.\r\nRSET\r\n");
        await client.TalkAsync("S: 250 2.1.0\nS: 250 2.1.5\nS: 250 2.0.0 12 octets\nS: 250 2.0.0 queued\nS: 250 2.0.0 Resetting\nC: BDAT 2 LAST\\r\\nab\\rNOOP\nS: 503");
        Assert.EndsWith("Subject: a\r\n\r\nx\r\n.\r\n", Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BDAT abc")]
    [InlineData("BDAT 5 5")]
    [InlineData("BDAT 18446744073709551617")]
    public async Task A_chunk_of_unknown_length_ends_the_session(string command)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: {command}\nS: 501 5.5.4\nS: (closed)");
    }

    [Fact]
    public async Task A_client_that_goes_away_within_content_leaves_nothing_behind()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: half a mess");
        Assert.Equal(MessageOutcome.Abandoned, (await rig.Records.NextMessageAsync()).Outcome);
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task The_inner_servers_refusal_of_the_content_is_the_clients()
    {
        await using var rig = await ReceiveRig.StartAsync(inner: InnerServer.With(async (session, line) =>
        {
            if (line.Length > 0)
            {
                return false;
            }

            await session.ReplyAsync("550 5.7.1 not this one");
            return true;
        }));
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: x\nC: .\nS: 550 5.7.1 not this one (\nC: NOOP\nS: 250");
        Assert.Equal(MessageOutcome.RefusedByServer, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task Fields_that_only_servers_of_the_organisation_send_are_removed_and_recorded()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: From: a@client.example\nC: x-ms-exchange-organization-SCL : -1\nC:  more\nC: X-MS-Exchange-Forest-A: 1\nC: Authentication-Results:\nC:  hub.example.com; spf=pass\nC: Authentication-Results: mx.elsewhere.example; none\nC: \nC: X-MS-Exchange-Organization-SCL: of the body\nC: .\nS: 250");
        Assert.EndsWith(
            "\r\nFrom: a@client.example\r\nAuthentication-Results: mx.elsewhere.example; none\r\n\r\nX-MS-Exchange-Organization-SCL: of the body\r\n",
            Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)),
            StringComparison.Ordinal);
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(3, record.RemovedFields);
        Assert.Equal(["x-ms-exchange-organization-SCL", "X-MS-Exchange-Forest-A", "Authentication-Results"], record.RemovedFieldNames.AsEnumerable());
    }

    [Fact]
    public async Task A_reserved_field_is_found_across_chunks_and_what_is_held_back_at_the_end_is_not_lost()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: EHLO client.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250 \nC: MAIL FROM:<>\nC: RCPT TO:<bob@example.com>\nS: 250\nS: 250");
        await client.SayAsync("BDAT 19\r\nSubject: a\r\nX-MS-ExBDAT 41 LAST\r\nchange-Organization-SCL: 1\r\n\tfolded\r\nX-MS");
        await client.TalkAsync("S: 250\nS: 250 2.0.0 queued");
        Assert.EndsWith("\r\nSubject: a\r\nX-MS\r\n", Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_field_is_not_put_before_text_that_a_removed_field_leaves_behind()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: X-MS-Exchange-Organization-SCL: -1\nC: just text\nC: .\nS: 250");
        Assert.EndsWith("\r\n\r\njust text\r\n", Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Subject: s\r\nX-MS-Exchange-Organization-AuthAs: Internal\r\nAuthentication-Results: mail.example.com; none\r\n")]
    [InlineData(true, "Subject: s\r\nAuthentication-Results: mail.example.com; none\r\n")]
    public async Task Servers_of_the_organisation_keep_their_fields_on_the_way_in_and_lose_Exchanges_on_the_way_out(bool isRouteOutside, string header)
    {
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { HeaderFirewall = false },
            policy: mail => mail with { SendConnectors = [.. mail.SendConnectors.Select(send => send with { HeaderFirewall = isRouteOutside })] });
        await rig.TalkAsync($"{Envelope}C: DATA\nS: 354\nC: Subject: s\nC: X-MS-Exchange-Organization-AuthAs: Internal\nC: Authentication-Results: mail.example.com; none\nC: .\nS: 250");
        Assert.EndsWith(header, Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
        Assert.Equal(isRouteOutside ? 1 : 0, (await rig.Records.NextMessageAsync()).RemovedFields);
    }
}
