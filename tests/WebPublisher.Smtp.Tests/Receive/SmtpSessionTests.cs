using System.Text;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class SmtpSessionTests
{
    [Fact]
    public async Task A_message_goes_in_with_our_trace_field_in_front_and_the_inner_servers_answer_comes_back()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync("""
            S: 220 mail.example.com ESMTP
            C: EHLO client.example
            S: 250-mail.example.com Hello [127.0.0.1]
            S: 250-SIZE 37748736
            S: 250-PIPELINING
            S: 250-ENHANCEDSTATUSCODES
            S: 250-8BITMIME
            S: 250 CHUNKING
            C: MAIL FROM:<ann@client.example>
            S: 250 2.1.0 Sender OK
            C: RCPT TO:<bob@example.com>
            S: 250 2.1.5 Recipient OK
            C: DATA
            S: 354 Start mail input
            C: Subject: hello
            C: 
            C: ..dots
            C: .
            S: 250 2.0.0 queued as A1
            C: QUIT
            S: 221 2.0.0 Service closing transmission channel
            S: (closed)
            """);
        var message = Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages));
        var record = await rig.Records.NextMessageAsync();
        Assert.StartsWith("Received: from client.example ([127.0.0.1])\r\n\tby mail.example.com with ESMTP id " + record.Reference, message, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSubject: hello\r\n\r\n.dots\r\n", message, StringComparison.Ordinal);
        Assert.Equal(MessageOutcome.Delivered, record.Outcome);
        Assert.Equal(SessionEnd.Quit, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task What_the_inner_server_can_do_is_announced_once_it_is_known()
    {
        await using var rig = await ReceiveRig.StartAsync(inner: InnerServer.Start(keywords: ["8BITMIME", "DSN", "SIZE 101024"]));
        await rig.TalkAsync("""
            S: 220
            C: EHLO client.example
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250 CHUNKING
            C: MAIL FROM:<>
            C: RCPT TO:<bob@example.com>
            S: 250
            S: 250
            C: EHLO client.example
            S: 250-
            S: 250-SIZE 100000
            S: 250-PIPELINING
            S: 250-DSN
            S: 250-ENHANCEDSTATUSCODES
            S: 250-8BITMIME
            S: 250 CHUNKING
            C: MAIL FROM:<> SIZE=100001
            S: 552 5.3.4
            """);
    }

    [Fact]
    public async Task Pipelined_commands_are_answered_in_their_order()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync("""
            S: 220
            C: EHLO client.example
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250 
            C: MAIL FROM:<ann@client.example>
            C: RCPT TO:<bob@example.com>
            C: RCPT TO:<eve@elsewhere.example>
            C: DATA
            S: 250 2.1.0
            S: 250 2.1.5
            S: 550 5.7.1 Unable to relay
            S: 354
            C: x
            C: .
            S: 250
            """);
        Assert.Single(rig.Inner.Messages);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.example>", "503 5.5.2 Send hello first")]
    [InlineData("STARTTLS", "503 5.5.2 Send hello first")]
    [InlineData("EHLO", "501 5.5.4")]
    [InlineData("NOOP", "250 2.0.0")]
    [InlineData("HELP", "214")]
    [InlineData("XCLIENT ADDR=10.0.0.1", "500 5.5.1")]
    [InlineData("DEBUG", "500 5.5.1")]
    [InlineData("", "500 5.5.2")]
    public async Task Before_hello_only_what_needs_none_is_done(string command, string reply)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"S: 220\nC: {command}\nS: {reply}");
    }

    [Theory]
    [InlineData("RCPT TO:<bob@example.com>", "503 5.5.2 Need mail command")]
    [InlineData("DATA", "503 5.5.2")]
    [InlineData("BDAT 4\nC: ab", "503 5.5.2")]
    [InlineData("RSET now", "501 5.5.4")]
    [InlineData("STARTTLS", "502 5.5.1")]
    [InlineData("AUTH PLAIN AGEAYg==", "502 5.5.1")]
    public async Task Behind_hello_a_command_out_of_order_is_refused_and_the_session_goes_on(string command, string reply)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"S: 220\nC: HELO client.example\nS: 250 mail.example.com Hello\nC: {command}\nS: {reply}\nC: NOOP\nS: 250");
    }

    [Theory]
    [InlineData("NOOP a\\nNOOP", "500 5.5.2", SessionEnd.BareLineEnding)]
    [InlineData("EHLO a\\rMAIL FROM:<x@y.example>", "500 5.5.2", SessionEnd.BareLineEnding)]
    [InlineData("GET / HTTP/1.1", "500 5.5.1", SessionEnd.ForeignProtocol)]
    [InlineData("PROXY TCP4 10.0.0.1 10.0.0.2 1 25", "500 5.5.1", SessionEnd.ForeignProtocol)]
    [InlineData("VRFY bob", "502 5.5.1", SessionEnd.VerbDisabled)]
    [InlineData("EHLO a.example\nC: MAIL FROM:<a@b.example>", "554 5.5.0", SessionEnd.Unsynchronized)]
    public async Task Who_is_no_mail_server_is_told_so_and_left(string said, string reply, SessionEnd end)
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"S: 220\nC: {said}\nS: {reply}\nS: (closed)");
        Assert.Equal(end, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_line_that_is_too_long_ends_the_session_before_its_tail_is_read_as_a_command()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync($"S: 220\nC: NOOP {new string('x', 600)}\\r\\nMAIL FROM:<smuggled@client.example>\nS: 500 5.5.2 Command line too long\nS: (closed)");
        Assert.Equal(SessionEnd.LineTooLong, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task Who_speaks_before_the_greeting_is_refused()
    {
        await using var rig = await ReceiveRig.StartAsync(services: shared => shared with { GreetingPause = TimeSpan.FromSeconds(10) });
        await rig.TalkAsync("""
            C: EHLO client.example
            S: 554 5.7.1 Access denied
            S: (closed)
            """);
        Assert.Equal(SessionEnd.EarlyTalker, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task The_fifth_protocol_error_closes()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await rig.TalkAsync("""
            S: 220
            C: FOO
            S: 500
            C: FOO
            S: 500
            C: FOO
            S: 500
            C: FOO
            S: 500
            C: FOO
            S: 500
            S: 421 4.7.0 Too many errors on this connection
            S: (closed)
            """);
    }

    [Fact]
    public async Task A_client_that_talks_and_mails_nothing_is_sent_away()
    {
        await using var rig = await ReceiveRig.StartAsync();
        var idle = string.Concat(Enumerable.Repeat("C: NOOP\nS: 250\nC: RSET\nS: 250\n", 49));
        await rig.TalkAsync($"S: 220\nC: HELO client.example\nS: 250\n{idle}C: NOOP\nS: 250\nC: NOOP\nS: 421 4.7.0 Too many commands without mail\nS: (closed)");
        Assert.Equal(SessionEnd.TooManyIdleCommands, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_message_earns_a_client_more_idle_commands()
    {
        await using var rig = await ReceiveRig.StartAsync();
        var idle = string.Concat(Enumerable.Repeat("C: NOOP\nS: 250\n", 98));
        const string message = "C: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: x\nC: \nC: .\nS: 250\n";
        await rig.TalkAsync($"S: 220\nC: HELO client.example\nS: 250\n{idle}{message}{idle}C: QUIT\nS: 221");
    }

    [Fact]
    public async Task Every_refusal_carries_the_number_of_its_record()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<eve@elsewhere.example>");
        var reply = await client.ReadLineAsync();
        await client.TalkAsync("C: RSET\nS: 250\nC: FOO");
        var outside = await client.ReadLineAsync();
        await client.TalkAsync("C: QUIT\nS: 221");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal($"550 5.7.1 Unable to relay ({record.Reference})", reply);
        Assert.Equal(MessageOutcome.NoRecipient, record.Outcome);
        Assert.Equal("eve@elsewhere.example", Assert.Single(record.Refusals).Recipient.Mailbox!.ToString());
        Assert.Equal($"500 5.5.1 Unrecognized command ({(await rig.Records.NextSessionAsync()).Reference})", outside);
    }

    [Fact]
    public async Task Behind_starttls_nothing_that_was_said_before_counts_and_what_was_pipelined_is_dropped()
    {
        using var certificate = TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] });
        await using var rig = await ReceiveRig.StartAsync(certificate: certificate);
        await rig.TalkAsync("""
            S: 220
            C: EHLO client.example
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250-STARTTLS
            S: 250-
            S: 250 
            C: MAIL FROM:<smuggled@client.example>
            S: 250
            C: STARTTLS
            C: NOOP
            S: 220 2.0.0
            C: (tls)
            C: RCPT TO:<bob@example.com>
            S: 503 5.5.2 Send hello first
            C: EHLO client.example
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250-
            S: 250 
            C: MAIL FROM:<ann@client.example>
            S: 250
            C: RCPT TO:<bob@example.com>
            S: 250
            C: DATA
            S: 354
            C: .
            S: 250
            C: STARTTLS
            S: 503 5.5.2 Only one STARTTLS
            """);
        Assert.Contains(" with ESMTPS id ", Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_is_refused_in_clear_where_tls_is_required()
    {
        using var certificate = TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] });
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { RequireTls = true }, certificate: certificate);
        await rig.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 530 5.7.0 Must issue a STARTTLS command first");
    }

    [Fact]
    public async Task Tls_from_the_first_octet_needs_no_starttls()
    {
        using var certificate = TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] });
        await using var rig = await ReceiveRig.StartAsync(certificate: certificate, implicitTls: true);
        await rig.TalkAsync("C: (tls)\nS: 220 mail.example.com\nC: QUIT\nS: 221\nS: (closed)");
    }
}
