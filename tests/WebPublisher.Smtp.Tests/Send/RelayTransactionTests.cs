using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class RelayTransactionTests
{
    private const string Lost = "451 4.4.2";

    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(".\r\n..\r\n.x\r\n")]
    [InlineData("Subject: x\r\n\r\n.\r\n")]
    [InlineData("a\r\n.b\r\n\r\n..c\r\n")]
    [InlineData("")]
    public async Task Dots_arrive_as_they_were(string content)
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        Assert.True((await rig.DeliverAsync(RelayRig.Connector(server), content)).IsSuccess);
        Assert.Equal(content, Encoding.ASCII.GetString(server.Messages.Single()));
    }

    [Fact]
    public async Task Thirty_megabytes_arrive_whole()
    {
        var line = Encoding.ASCII.GetBytes("." + new string('x', 76) + "\r\n");
        const int lines = 400_000;
        var received = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var expected = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var server = InnerServer.With(async (session, command) =>
        {
            if (command != "DATA")
            {
                return false;
            }

            await session.ReplyAsync("354 go on");
            while (await session.ReadLineAsync() is { } text && text != ".")
            {
                var octets = Encoding.ASCII.GetBytes(text[1..] + "\r\n");
                hash.AppendData(octets);
                received += octets.Length;
            }

            await session.ReplyAsync("250 2.0.0 taken");
            return true;
        });
        await using var rig = new RelayRig();
        var (transaction, _) = await rig.Relay.BeginAsync(RelayRig.Connector(server), RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        await using var spool = rig.Area.Open();
        for (var i = 0; i < lines; i++)
        {
            expected.AppendData(line);
            await spool.AppendAsync(new ReadOnlySequence<byte>(line), CancellationToken.None);
        }

        Assert.True(spool.IsOnDisk);
        Assert.Equal(0, rig.Area.MemoryInUse);
        var reply = await transaction!.SendAsync(default, spool, new ContentFacts(), CancellationToken.None);
        await transaction.DisposeAsync();
        Assert.True(reply.IsSuccess);
        Assert.Equal((long)lines * line.Length, received);
        Assert.Equal(expected.GetHashAndReset(), hash.GetHashAndReset());
    }

    [Theory]
    [InlineData("RCPT", "CLOSE", Lost)]
    [InlineData("RCPT", "rubbish", Lost)]
    [InlineData("RCPT", "250-a\r\n550 b", Lost)]
    [InlineData("RCPT", "354 what", Lost)]
    [InlineData("RCPT", "421 4.3.2 going down", "451 4.3.2")]
    [InlineData("RCPT", "530 5.7.0 authenticate first", "451 4.4.0")]
    [InlineData("DATA", "CLOSE", Lost)]
    [InlineData("DATA", "250 what", Lost)]
    [InlineData("DATA", "554 5.5.1 no valid recipients", "554 5.5.1")]
    [InlineData("DATA", "452 4.3.1 no room", "452 4.3.1")]
    [InlineData("", "CLOSE", Lost)]
    [InlineData("", "354 what", Lost)]
    [InlineData("", "999 what", Lost)]
    [InlineData("", "250 2.0.0 a\n.\r\n", Lost)]
    [InlineData("", "550 5.7.1 spam", "550 5.7.1")]
    [InlineData("", "421 4.3.2 going down", "451 4.3.2")]
    public async Task What_the_server_does_after_MAIL_becomes_the_clients_reply(string step, string answer, string expected)
    {
        await using var server = InnerServer.With(RelayTests.Answer(step, answer));
        await using var rig = new RelayRig();
        Assert.StartsWith(expected, (await rig.DeliverAsync(RelayRig.Connector(server))).ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData("")]
    public async Task A_server_that_hangs_after_MAIL_is_given_up_in_time(string step)
    {
        var (time, hanging) = (new ManualTimeProvider(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = InnerServer.With(RelayTests.Hang(step, hanging));
        await using var rig = new RelayRig(time);
        var delivering = rig.DeliverAsync(RelayRig.Connector(server) with { CommandTimeout = s_limit, FinalTimeout = s_limit });
        await hanging.Task.WaitAsync(s_patience);
        await time.AdvanceUntilAsync(delivering, s_limit);
        Assert.StartsWith(Lost, (await delivering).ToString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.Lines, l => l.Id == 4104 && l.Text.Contains("TimedOut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replies_without_end_or_measure_end_the_connection()
    {
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line.StartsWith("RCPT", StringComparison.Ordinal))
            {
                while (true)
                {
                    await session.WriteAsync("250-" + new string('x', 500) + "\r\n");
                }
            }

            return false;
        });
        await using var rig = new RelayRig();
        Assert.StartsWith(Lost, (await rig.DeliverAsync(RelayRig.Connector(server))).ToString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("TooManyLines", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_nobody_asked_for_answers_nothing()
    {
        await using var server = InnerServer.With(RelayTests.Answer("RCPT", "250 2.1.5 fine\r\n354 go on\r\n250 2.0.0 queued"));
        await using var rig = new RelayRig();
        Assert.StartsWith(Lost, (await rig.DeliverAsync(RelayRig.Connector(server))).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", server.Lines);
    }

    [Theory]
    [InlineData("CLOSE", Lost)]
    [InlineData("552 5.3.4 too large", "552 5.3.4")]
    [InlineData("250 2.0.0 queued already", Lost)]
    public async Task A_server_that_closes_within_the_content_has_not_taken_it(string words, string expected)
    {
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line != "DATA")
            {
                return false;
            }

            await session.ReplyAsync("354 go on");
            await session.SkipAsync(1000);
            if (words != "CLOSE")
            {
                // The words must be in before the reset that follows when octets are left unread.
                await session.ReplyAsync(words);
                await session.SkipAsync(400_000);
            }

            session.Close();
            return true;
        });
        await using var rig = new RelayRig();
        var content = string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", 100_000));
        var reply = (await rig.DeliverAsync(RelayRig.Connector(server), content)).ToString();

        // A reset may destroy words that were on their way; then they count as unsaid.
        Assert.True(reply.StartsWith(expected, StringComparison.Ordinal) || reply.StartsWith(Lost, StringComparison.Ordinal), reply);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_server_that_stops_reading_is_given_up_in_time()
    {
        var (time, hanging) = (new ManualTimeProvider(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line == "DATA")
            {
                await session.ReplyAsync("354 go on");
                hanging.SetResult();
                await session.HangAsync();
            }

            return false;
        });
        await using var rig = new RelayRig(time);
        var content = string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", 200_000));
        var delivering = rig.DeliverAsync(RelayRig.Connector(server) with { CommandTimeout = s_limit }, content);
        await hanging.Task.WaitAsync(s_patience);
        await time.AdvanceUntilAsync(delivering, s_limit);
        Assert.StartsWith(Lost, (await delivering).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_said_before_it_stopped_reading_is_its_answer_when_that_is_a_refusal()
    {
        var (time, hanging) = (new ManualTimeProvider(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line == "DATA")
            {
                await session.ReplyAsync("354 go on");
                await session.SkipAsync(1000);
                await session.ReplyAsync("552 5.3.4 too large");
                hanging.SetResult();
                await session.HangAsync();
            }

            return false;
        });
        await using var rig = new RelayRig(time);
        var content = string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", 200_000));
        var delivering = rig.DeliverAsync(RelayRig.Connector(server) with { CommandTimeout = s_limit }, content);
        await hanging.Task.WaitAsync(s_patience);
        await time.AdvanceUntilAsync(delivering, s_limit);
        Assert.Equal("552 5.3.4 too large", (await delivering).ToString());
    }

    [Fact]
    public async Task When_the_client_goes_away_the_connection_is_closed_before_the_final_dot()
    {
        var begun = new TaskCompletionSource();
        await using var server = InnerServer.With(async (session, line) =>
        {
            if (line != "DATA")
            {
                return false;
            }

            await session.ReplyAsync("354 go on");
            await session.SkipAsync(1000);
            begun.SetResult();
            session.Finished = await session.ReadContentAsync();
            return false;
        });
        await using var rig = new RelayRig();
        var (transaction, _) = await rig.Relay.BeginAsync(RelayRig.Connector(server), RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        await using var spool = await rig.SpoolAsync(string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", 400_000)));
        using var leaving = new CancellationTokenSource();
        var sending = transaction!.SendAsync(default, spool, new ContentFacts(), leaving.Token);
        await begun.Task;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await transaction.DisposeAsync();
        await server.Sessions[0].Ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.Null(server.Sessions[0].Finished);
    }

    [Fact]
    public async Task Content_that_cannot_be_read_back_is_not_sent_cut_short()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var (transaction, _) = await rig.Relay.BeginAsync(RelayRig.Connector(server), RelayRig.Mail(), RelayRig.Rcpt(), CancellationToken.None);
        await using var spool = await rig.SpoolAsync(string.Concat(Enumerable.Repeat(new string('x', 78) + "\r\n", 20_000)));
        Truncate(rig.Directory.Path);
        var reply = await transaction!.SendAsync(default, spool, new ContentFacts(), CancellationToken.None);
        await transaction.DisposeAsync();
        Assert.StartsWith("451 4.3.0", reply.ToString(), StringComparison.Ordinal);
        await server.Sessions[0].Ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_transaction_given_up_before_its_content_leaves_the_connection_fit_for_another()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        var (transaction, _) = await rig.Relay.BeginAsync(connector, RelayRig.Mail("first@example.org"), RelayRig.Rcpt("secret@example.com"), CancellationToken.None);
        await transaction!.DisposeAsync();
        await transaction.DisposeAsync();
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Single(server.Sessions);
        Assert.Equal("RSET", server.Lines[3]);
    }

    [Fact]
    public async Task The_time_to_the_final_answer_is_measured()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server);
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        var answers = new System.Collections.Concurrent.ConcurrentQueue<string>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "webpublisher.smtp.relay.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(t => t.Key, t => $"{t.Value}", StringComparer.Ordinal);
            if (named["connector"] == connector.Name)
            {
                answers.Enqueue(named["answer"]);
            }
        });
        listener.Start();
        await rig.DeliverAsync(connector);
        Assert.Equal(["2yz"], answers);
    }

    /// <summary>Cuts the deleted file of a spool short, as a failing disk would.</summary>
    private static void Truncate(string directory)
    {
        foreach (var handle in System.IO.Directory.EnumerateFiles("/proc/self/fd"))
        {
            if (new FileInfo(handle).LinkTarget?.StartsWith(directory, StringComparison.Ordinal) == true)
            {
                using var file = new FileStream(handle, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                file.SetLength(100_000);
            }
        }
    }
}
