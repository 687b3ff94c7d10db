using System.Net;
using System.Text;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents.Content;

namespace WebPublisher.Smtp.Tests.Agents.Content;

public sealed class GuardedScorerTests
{
    private const string Verdict = "SPAMD/1.1 0 EX_OK\r\nContent-length: 5\r\nSpam: True ; 7.5 / 5.0\r\n\r\nGTUBE";
    private const string Json = """{"score":7,"required_score":15,"action":"add header"}""";

    // A scorer on this machine answers at once; what runs beside this test may hold the processors for seconds.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly byte[] s_message = "Subject: x\r\n\r\nbody\r\n"u8.ToArray();

    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task A_spamd_is_told_the_message_below_a_trace_field_with_the_client()
    {
        var heard = "";
        using var spamd = new FakeService(async stream =>
        {
            heard = await new StreamReader(stream).ReadToEndAsync();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Verdict));
        });
        Assert.Equal(new ExternalScore(7, "spamd 7.5/5.0 GTUBE"), await AskAsync(Spamd(spamd)));
        var body = heard[(heard.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.StartsWith($"SYMBOLS SPAMC/1.5\r\nContent-length: {body.Length}\r\n\r\nReceived: from client.example (client.example [192.0.2.7])\r\n\tby mail.example.com ", heard, StringComparison.Ordinal);
        Assert.EndsWith("+0000\r\nSubject: x\r\n\r\nbody\r\n", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rspamd_is_told_the_message_and_the_envelope()
    {
        var heard = "";
        using var rspamd = new FakeService(async stream =>
        {
            var buffer = new byte[8192];
            for (var length = 0; !heard.EndsWith("body\r\n", StringComparison.Ordinal); heard = Encoding.ASCII.GetString(buffer, 0, length))
            {
                length += await stream.ReadAsync(buffer.AsMemory(length));
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Json.Length}\r\n\r\n{Json}"));
        });
        Assert.Equal(6, (await AskAsync(Rspamd(rspamd)))?.Scl);
        Assert.StartsWith("POST /checkv2 HTTP/1.1\r\n", heard, StringComparison.Ordinal);
        Assert.All(
            ["IP: 192.0.2.7", "Helo: client.example", "From: ann@client.example", "Rcpt: bob@example.com, carol@example.com", "Content-Length: 20"],
            field => Assert.Contains($"\r\n{field}\r\n", heard, StringComparison.Ordinal));
        Assert.DoesNotContain("\u00fc", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Down\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("SSH-2.0\r\n")]
    [InlineData("")]
    public async Task What_is_no_answer_is_left_out_and_told_once(string answer)
    {
        using var rspamd = new FakeService(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[64]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        });
        var scorer = Make(Rspamd(rspamd));
        Assert.Null(await scorer.AskAsync(Question(), CancellationToken.None));
        Assert.Null(await scorer.AskAsync(Question(), CancellationToken.None));
        Assert.Equal([3132], _log.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_left_out()
    {
        // What waits for nothing that is held is collected, and its connection closed with it.
        var end = new TaskCompletionSource();
        using var hanging = new FakeService(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[1]);
            await end.Task;
        });
        Assert.Null(await AskAsync(Spamd(hanging) with { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Contains("no answer within 0.2 s", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
        end.SetResult();
    }

    [Fact]
    public async Task One_that_fails_is_left_alone_and_asked_again_when_it_is_back()
    {
        var answer = "";
        using var spamd = new FakeService(async stream =>
        {
            await new StreamReader(stream).ReadToEndAsync();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        });
        var time = new ManualTimeProvider();
        var scorer = new GuardedScorer(new SpamdScorer(new SpamdAddress(spamd.EndPoint)), Spamd(spamd), time, _log);
        for (var i = 0; i < 8; i++)
        {
            Assert.Null(await scorer.AskAsync(Question(), CancellationToken.None));
        }

        Assert.Equal(5, spamd.Connections);
        (answer, var before) = (Verdict, spamd.Connections);
        time.Advance(GuardedScorer.Rest + TimeSpan.FromSeconds(1));
        Assert.Equal(7, (await scorer.AskAsync(Question(), CancellationToken.None))?.Scl);
        Assert.Equal(before + 1, spamd.Connections);
        Assert.Equal([3132, 3133], _log.Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task Who_would_be_one_too_many_is_not_asked()
    {
        var release = new TaskCompletionSource();
        using var spamd = new FakeService(async stream =>
        {
            await new StreamReader(stream).ReadToEndAsync();
            await release.Task;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Verdict));
        });
        var scorer = Make(Spamd(spamd) with { Requests = 1 });
        var first = scorer.AskAsync(Question(), CancellationToken.None);
        Assert.Null(await scorer.AskAsync(Question(), CancellationToken.None));
        release.SetResult();
        Assert.NotNull(await first);
    }

    private static ExternalScorerPolicy Spamd(FakeService service) => new() { Spamd = new SpamdAddress(service.EndPoint), Timeout = s_patience };

    private static ExternalScorerPolicy Rspamd(FakeService service) => new() { Rspamd = new Uri($"http://{service.EndPoint}"), Timeout = s_patience };

    private GuardedScorer Make(ExternalScorerPolicy policy) => GuardedScorer.Of(policy, TimeProvider.System, _log);

    private Task<ExternalScore?> AskAsync(ExternalScorerPolicy policy) => Make(policy).AskAsync(Question(), CancellationToken.None);

    private static ScorerQuestion Question() => new(
        IPAddress.Parse("192.0.2.7"), "client.example", "ann@client.example", ["bob@example.com", "carol@example.com", "d\u00fcr@example.com"], "mail.example.com", "REF-1",
        new DateTimeOffset(2025, 3, 3, 10, 0, 0, TimeSpan.Zero), s_message.Length, () => new MemoryStream(s_message));
}
