using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class RelayTests
{
    [Fact]
    public async Task The_envelope_is_live_and_the_final_answer_is_the_servers()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var reply = await rig.DeliverAsync(RelayRig.Connector(server), header: "Received: by us\r\n");
        Assert.Equal($"250 2.0.0 queued as A1 on {RelayRig.Fqdn}", reply.ToString());
        Assert.Equal("Received: by us\r\nSubject: x\r\n\r\nhello\r\n", System.Text.Encoding.ASCII.GetString(server.Messages.Single()));
        Assert.Equal([$"EHLO {RelayRig.Fqdn}", "MAIL FROM:<ann@example.org>", "RCPT TO:<bob@example.com>", "DATA"], server.Lines);
    }

    [Fact]
    public async Task A_refusal_of_sender_or_recipient_is_passed_on_word_by_word()
    {
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line.StartsWith("RCPT", StringComparison.Ordinal))
            {
                await session.WriteAsync("550-5.1.1 <bob@example.com>: Recipient address rejected:\r\n550 5.1.1 no such user at mbx01.inside.example\r\n");
                return true;
            }

            return false;
        });
        await using var rig = new RelayRig();
        var reply = await rig.DeliverAsync(RelayRig.Connector(server));
        Assert.Equal(550, reply.Code);
        Assert.Equal("5.1.1", reply.Status.ToString());
        Assert.Equal(["<bob@example.com>: Recipient address rejected:", "no such user at edge.example.com"], reply.Lines.AsEnumerable());
    }

    [Fact]
    public async Task The_first_recipient_goes_out_with_MAIL_where_the_server_offers_PIPELINING()
    {
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (!line.StartsWith("MAIL", StringComparison.Ordinal))
            {
                return false;
            }

            // Says nothing before it has the recipient.
            Assert.StartsWith("RCPT", await session.ReadLineAsync(), StringComparison.Ordinal);
            await session.WriteAsync("250 2.1.0 fine\r\n250 2.1.5 fine\r\n");
            return true;
        });
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { CommandTimeout = TimeSpan.FromSeconds(60) };
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Single(server.Sessions);
    }

    [Theory]
    [InlineData("PIPELINING", "EHLO MAIL RCPT RSET MAIL RCPT DATA")]
    [InlineData("8BITMIME", "EHLO MAIL RSET MAIL RCPT DATA")]
    public async Task A_refusal_of_MAIL_leaves_the_connection_in_step(string keyword, string commands)
    {
        var isRefusing = true;
        await using var server = InnerServer.Start(keywords: [keyword], on: async (session, line) =>
        {
            if (!isRefusing || line.Split(' ')[0] is not ("MAIL" or "RCPT"))
            {
                return false;
            }

            await session.ReplyAsync(line.StartsWith("MAIL", StringComparison.Ordinal) ? "550 5.7.1 not from you" : "503 5.5.1 MAIL first");
            return true;
        });
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        Assert.Equal("550 5.7.1 not from you", (await rig.DeliverAsync(connector)).ToString());
        isRefusing = false;
        Assert.Equal("250 2.0.0", (await rig.DeliverAsync(connector)).ToString()[..9]);
        Assert.Equal(commands, string.Join(' ', Assert.Single(server.Sessions).Lines.Select(line => line.Split(' ')[0])));
    }

    [Fact]
    public async Task Replies_without_a_status_get_one()
    {
        await using var server = InnerServer.With(Answer("RCPT", "250 ok"));
        await using var rig = new RelayRig();
        var (transaction, reply) = await rig.Relay.BeginAsync(RelayRig.Connector(server), RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        await transaction!.DisposeAsync();
        Assert.Equal("250 2.1.5 ok", reply.ToString());
    }

    [Fact]
    public async Task A_connection_carries_so_many_messages_and_no_more_with_RSET_between_them()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { MessagesPerConnection = 3 };
        for (var i = 0; i < 7; i++)
        {
            Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        }

        Assert.Equal(7, server.Messages.Count);
        Assert.Equal(3, server.Sessions.Count);
        await server.Sessions[0].Ended;
        Assert.Equal(
            ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"],
            server.Sessions[0].Lines.Select(l => l.Split(' ')[0]));
    }

    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("8BITMIME")]
    public async Task A_connection_that_the_server_has_closed_meanwhile_is_replaced_without_a_word(string keyword)
    {
        await using var server = InnerServer.Start(keywords: [keyword]);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        server.Sessions[0].Close();
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Equal(2, server.Sessions.Count);
        Assert.Equal(2, server.Messages.Count);
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public async Task So_is_one_on_which_the_server_announces_that_it_closes()
    {
        var first = true;
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line != "RSET" || !first)
            {
                return false;
            }

            first = false;
            await session.ReplyAsync("421 4.4.2 idle too long");
            session.Close();
            return true;
        });
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_with_QUIT_after_its_time()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig(time);
        Assert.True((await rig.DeliverAsync(RelayRig.Connector(server))).IsSuccess);
        time.Advance(TimeSpan.FromSeconds(46));
        await server.Sessions[0].Ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.Equal("QUIT", server.Lines[^1]);
    }

    [Fact]
    public async Task Connectors_that_differ_share_no_connection_and_equal_ones_after_a_reload_do()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        await rig.DeliverAsync(connector);
        await rig.DeliverAsync(connector with { FinalTimeout = TimeSpan.FromMinutes(1) });
        Assert.Single(server.Sessions);
        await rig.DeliverAsync(connector with { Fqdn = "other.example.com" });
        Assert.Equal(2, server.Sessions.Count);
    }

    [Theory]
    [InlineData("banner", "421 4.3.2 too busy")]
    [InlineData("banner", "554 5.7.1 not you")]
    [InlineData("banner", "no reply at all")]
    [InlineData("banner", "354 what")]
    [InlineData("EHLO", "451 4.3.0 not now")]
    [InlineData("EHLO", "250-a\r\n251 b")]
    [InlineData("MAIL", "421 4.3.2 going down")]
    [InlineData("MAIL", "530 5.7.0 authenticate first")]
    [InlineData("MAIL", "354 what")]
    [InlineData("MAIL", "CLOSE")]
    [InlineData("EHLO", "CLOSE")]
    [InlineData("banner", "CLOSE")]
    public async Task Another_server_takes_over_before_the_envelope_is_accepted(string step, string answer)
    {
        await using var bad = step == "banner" && answer != "CLOSE" ? InnerServer.Start(banner: answer) : InnerServer.With(Answer(step == "banner" ? "(connected)" : step, answer));
        await using var good = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(bad, good);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Single(good.Messages);
        Assert.Empty(bad.Messages);
        var alone = await rig.DeliverAsync(connector with { Servers = connector.Servers[..1] });
        Assert.Equal(451, alone.Code);
        Assert.DoesNotContain("inside", alone.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_rested_after_two_failures_and_tried_again_afterwards()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var rig = new RelayRig(time);
        var connector = RelayRig.Connector() with { Servers = [new FrontEndServer("127.0.0.1", LoopbackPort.Free())] };
        using var outcomes = new RecordingMeter("webpublisher.smtp.relay.connections", "outcome");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("451 4.4.1", (await rig.DeliverAsync(connector)).ToString()[..9]);
        }

        Assert.Equal(2, rig.Log.Count(4102));
        Assert.Equal(1, rig.Log.Count(4103));
        Assert.NotEmpty(outcomes.Values("unreachable"));
        Assert.NotEmpty(outcomes.Values("resting"));
        var resting = Assert.Single(rig.Relay.Health(connector));
        Assert.Equal((connector.Name, connector.Servers[0], true, false), (resting.Group, resting.Server, resting.IsResting, resting.IsAvailable));
        Assert.StartsWith("it rests after failures: ", resting.Problem, StringComparison.Ordinal);
        Assert.False(rig.Relay.HasServer(connector));

        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(Assert.Single(rig.Relay.Health(connector)).Problem);
        Assert.True(rig.Relay.HasServer(connector));
        await rig.DeliverAsync(connector);
        Assert.Equal(3, rig.Log.Count(4102));
    }

    [Fact]
    public async Task A_server_that_never_accepts_is_given_up_in_time()
    {
        // A full backlog makes the kernel drop what comes next: a black hole without a network.
        using var hole = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        hole.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        hole.Listen(0);
        var port = ((IPEndPoint)hole.LocalEndPoint!).Port;
        using var filler = new TcpClient();
        await filler.ConnectAsync(IPAddress.Loopback, port);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector() with { Servers = [new FrontEndServer("127.0.0.1", port)], ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        Assert.Equal("451 4.4.1", (await rig.DeliverAsync(connector)).ToString()[..9]);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("TimedOut", StringComparison.Ordinal) && l.Text.Contains("0.2 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("(connected)")]
    [InlineData("EHLO")]
    public async Task A_server_that_hangs_before_MAIL_is_given_up_within_the_connect_timeout(string step)
    {
        await using var server = InnerServer.With(Hang(step));
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        Assert.Equal("451 4.4.1", (await rig.DeliverAsync(connector)).ToString()[..9]);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("TimedOut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HELO_is_said_to_a_server_that_knows_no_EHLO()
    {
        await using var server = InnerServer.With(Answer("EHLO", "500 5.5.1 what"));
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Equal($"HELO {RelayRig.Fqdn}", server.Lines[1]);
        Assert.Equal(EhloKeywords.None, rig.Relay.Capabilities(connector));
        var eightBit = await rig.DeliverAsync(connector, facts: new ContentFacts { HasEightBitBody = true });
        Assert.Equal("554 5.6.3", eightBit.ToString()[..9]);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Capabilities_are_what_the_first_server_said_that_was_asked()
    {
        await using var server = InnerServer.Start(keywords: ["SIZE 1000", "CHUNKING", "BINARYMIME"]);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        Assert.Null(rig.Relay.Capabilities(connector));
        await rig.DeliverAsync(connector);
        Assert.Equal(SmtpExtensions.Size | SmtpExtensions.Chunking, rig.Relay.Capabilities(connector)!.Extensions);
        Assert.Equal(1000, rig.Relay.Capabilities(connector)!.MaximumSize);
    }

    [Fact]
    public async Task No_more_connections_are_used_at_once_than_allowed()
    {
        var time = new ManualTimeProvider();
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig(time, options => options with { ConnectionsPerServer = 1 });
        var connector = RelayRig.Connector(server) with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        var (first, _) = await rig.Relay.BeginAsync(connector, RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        var crowded = rig.DeliverAsync(connector);
        await time.AdvanceUntilAsync(crowded, TimeSpan.FromMilliseconds(100));
        Assert.Equal("451 4.4.5", (await crowded).ToString()[..9]);
        var waiting = rig.DeliverAsync(connector with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        await first!.DisposeAsync();
        Assert.True((await waiting).IsSuccess);
        Assert.Single(server.Sessions);
    }

    [Fact]
    public async Task Whoever_gives_up_while_connecting_leaves_nothing_behind()
    {
        await using var server = InnerServer.With(Hang("(connected)"));
        await using var rig = new RelayRig(configure: options => options with { ConnectionsPerServer = 1 });
        var connector = RelayRig.Connector(server);
        for (var i = 0; i < 3; i++)
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Relay.BeginAsync(connector, RelayRig.Mail(), RelayRig.Rcpt(), leaving.Token));
        }

        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public async Task The_trace_has_every_line_in_order()
    {
        await using var server = InnerServer.Start(keywords: ["8BITMIME"]);
        await using var rig = new RelayRig();
        await rig.DeliverAsync(RelayRig.Connector(server) with { MessagesPerConnection = 1 });
        await server.Sessions[0].Ended;
        Assert.Equal(
            [
                "+", "< 220 mbx01.inside.example ESMTP", "> EHLO edge.example.com", "< 250-mbx01.inside.example at your service", "< 250 8BITMIME",
                "> MAIL FROM:<ann@example.org>", "< 250 2.1.0 sender fine", "> RCPT TO:<bob@example.com>", "< 250 2.1.5 recipient fine", "> DATA", "< 354 go on",
                "* 21 bytes of content", "< 250 2.0.0 queued as A1 on mbx01.inside.example", "> QUIT",
            ],
            rig.Trace.Lines[..14]);
    }

    internal static Func<InnerSession, string, Task<bool>> Answer(string step, string answer) => async (session, line) =>
    {
        if (line.Split(' ')[0] != step)
        {
            return false;
        }

        if (answer == "CLOSE")
        {
            session.Close();
        }
        else
        {
            await session.ReplyAsync(answer);
        }

        return true;
    };

    internal static Func<InnerSession, string, Task<bool>> Hang(string step, TaskCompletionSource? hanging = null) => async (session, line) =>
    {
        if (line.Split(' ')[0] == step)
        {
            hanging?.TrySetResult();
            await session.HangAsync();
        }

        return false;
    };
}
