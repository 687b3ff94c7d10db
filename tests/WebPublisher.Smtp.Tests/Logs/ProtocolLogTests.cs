using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Logs;

public sealed class ProtocolLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task A_session_is_written_line_by_line_without_its_secrets()
    {
        var target = new RotatingLogPolicy(_directory["logs"], 10_000_000, 250_000_000, TimeSpan.FromDays(30));
        await using (var log = ProtocolLog.OfReceiving(() => target, TimeProvider.System, _log))
        {
            await using var rig = await ReceiveRig.StartAsync(connector => connector with { Name = "internet", ProtocolLog = true }, services: shared => shared with { Trace = log.Open });
            await rig.TalkAsync("S: 220\nC: HELO a,b\nS: 501\nC: HELO client.example\nS: 250\nC: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 502\nC: AGFubgBzZWNyZXQ=\nS: 500\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<a@example.com>\nS: 250\nC: DATA\nS: 354\nC: X-MS-Exchange-Organization-SCL: 1\nC: .\nS: 250\nC: QUIT\nS: 221\nS: (closed)");
            await rig.Records.NextSessionAsync();
        }

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(target.Directory, "RECV*-1.LOG")));
        Assert.Equal("#Version: 1.0", lines[1]);
        Assert.Equal("#Log-Type: SMTP Receive Protocol Log", lines[2]);
        Assert.Equal("#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context", lines[4]);
        var fields = lines[5..].Select(line => line.Split(',', 7)).ToList();
        Assert.All(fields, field => Assert.Equal("internet", field[1]));
        Assert.Equal(Enumerable.Range(0, fields.Count).Select(number => $"{number}"), fields.Select(field => field[3]));
        Assert.Equal("+,,", fields[0][6]);
        Assert.Equal(">,220 mail.example.com ESMTP,", fields[1][6]);
        Assert.Equal("<,\"HELO a,b\",", fields[2][6]);
        Assert.Contains(fields, field => field[6] == "<,AUTH PLAIN (redacted),");
        Assert.Contains(fields, field => field[6] == "<,(redacted),");
        Assert.Contains(fields, field => field[6] == "*,header firewall removed 1: X-MS-Exchange-Organization-SCL,");
        Assert.Equal("-,,", fields[^1][6]);
        Assert.DoesNotContain(lines, line => line.Contains("AGFubgBzZWNyZXQ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_file_is_followed_by_another_and_the_oldest_go()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var policy = new RotatingLogPolicy(_directory["logs"], 1000, 3000, TimeSpan.FromDays(30));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(policy.Directory).FullName, "SENDother.LOG"), "not ours");
        for (var batch = 0; batch < 10; batch++)
        {
            // Its end writes what is queued, so that each line is a batch of its own.
            await using var log = ProtocolLog.OfSending(() => policy, time, _log);
            log.Append(time.GetUtcNow(), new string('x', 799) + "\n");
        }

        var names = Directory.GetFiles(policy.Directory).Select(Path.GetFileName).ToList();
        Assert.Contains("SENDother.LOG", names);
        Assert.Contains($"SEND{time.GetUtcNow():yyyyMMdd}-10.LOG", names);
        Assert.InRange(names.Count, 2, 4);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_says_so_and_is_taken_up_again_with_a_remark()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var policy = new RotatingLogPolicy(_directory["logs"], 1_000_000, 3_000_000, TimeSpan.FromDays(30));
        File.WriteAllText(_directory["logs"], "in the way");
        await using (var log = ProtocolLog.OfSending(() => policy, time, _log))
        {
            log.Append(time.GetUtcNow(), "lost\n");
            await _log.Logged(3201).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            File.Delete(_directory["logs"]);
            log.Append(time.GetUtcNow(), "kept\n");
        }

        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(policy.Directory)));
        Assert.EndsWith(" 1 line is missing before this one", lines[^2], StringComparison.Ordinal);
        Assert.Equal("kept", lines[^1]);
        Assert.Equal(1, _log.Count(3203));
    }

    public void Dispose() => _directory.Dispose();
}
