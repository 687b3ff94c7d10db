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
    public void A_full_file_is_followed_by_another_and_the_oldest_go()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var policy = new RotatingLogPolicy(_directory["logs"], 1000, 3000, TimeSpan.FromDays(30));
        var file = new ProtocolLogFile("RECV", "Test", time);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(policy.Directory).FullName, "RECVother.LOG"), "not ours");
        for (var batch = 0; batch < 10; batch++)
        {
            file.Append(policy, new byte[800]);
        }

        var names = Directory.GetFiles(policy.Directory).Select(Path.GetFileName).ToList();
        Assert.Contains("RECVother.LOG", names);
        Assert.Contains($"RECV{time.GetUtcNow():yyyyMMdd}-10.LOG", names);
        Assert.InRange(names.Count, 2, 4);
    }

    public void Dispose() => _directory.Dispose();
}
