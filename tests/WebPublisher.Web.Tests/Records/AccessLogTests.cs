using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

// Losses are counted by one meter for the whole process.
[Collection("access log losses")]
public sealed class AccessLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<AccessLog> _logger = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_request_is_one_line_with_every_declared_field()
    {
        await WriteAsync(Snapshot(), TestRecord.Forwarded());

        var lines = Lines("u_ex20261121.log");
        Assert.Matches(@"^#Software: WebPublisher \d+\.\d+\.\d+$", lines[0]);
        Assert.Equal("#Version: 1.0", lines[1]);
        Assert.Equal("#Start-Date: 2026-11-21 10:00:00", lines[2]);
        Assert.Equal("#Date: 2026-11-21 10:00:00", lines[3]);
        var fields = lines[4]["#Fields: ".Length..].Split(' ');
        Assert.Equal(
            "2026-11-21 10:00:00 EDGE01 203.0.113.10 443 192.0.2.1 GET mail.nwtraders.com /owa/ _task=mail&_token=* 200 0 0 Forwarded OWA+rule "
            + "owafe01.nwtraders.com:443 42 40 12 3456 TLSv1.3 TLS_AES_256_GCM_SHA384 Mozilla/5.0+(X11;+Linux) R1",
            lines[5]);
        Assert.Equal(fields.Length, lines[5].Split(' ').Length);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public async Task What_is_not_known_is_a_dash()
    {
        var record = new PublishingRecord { Reference = "R2", Started = _time.GetUtcNow(), Listener = "external-http", Denial = new Denial(DenialReason.InvalidHost), Status = 400, Decision = PublishingDecision.Denied };

        await WriteAsync(Snapshot(), record);

        Assert.Equal("2026-11-21 10:00:00 EDGE01 - 0 - - - - - 400 0 0 Denied - - 0 - 0 0 - - - R2", Lines("u_ex20261121.log")[^1]);
    }

    [Fact]
    public async Task Nothing_from_outside_breaks_a_field_or_a_line()
    {
        var record = TestRecord.Forwarded();
        record.UserAgent = "a b\r\n2026-11-21 10:00:00 forged\t\u00fc\ud800\u001b[0m";
        record.Host = "ho st\n";
        record.Path = "/" + new string('\u65e5', 5000);
        record.Method = "G T";
        record.Query = "?" + string.Concat(Enumerable.Repeat("a b\n=1&", 1000));
        record.Rule = "R\u00e8gle";

        await WriteAsync(Snapshot(), record);

        var line = Assert.Single(Lines("u_ex20261121.log"), candidate => !candidate.StartsWith('#'));
        var fields = line.Split(' ');
        Assert.Equal(24, fields.Length);
        Assert.Equal("a+b%0D%0A2026-11-21+10:00:00+forged%09%C3%BC%EF%BF%BD%1B[0m", fields[22]);
        Assert.Equal("ho+st%0A", fields[7]);
        Assert.Equal("G+T", fields[6]);
        Assert.Equal("R%C3%A8gle", fields[14]);
        Assert.EndsWith("...", fields[8], StringComparison.Ordinal);
        Assert.All(line, character => Assert.InRange(character, ' ', '~'));
    }

    [Fact]
    public void The_longest_values_fit_the_buffer()
    {
        var longest = new string('\u65e5', 50_000);
        var record = new PublishingRecord
        {
            Reference = longest,
            Started = DateTimeOffset.MaxValue.AddDays(-2),
            Listener = longest,
            Client = new(System.Net.IPAddress.Parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), 65535),
            Local = new(System.Net.IPAddress.Parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), 65535),
            Method = longest,
            Host = longest,
            Path = longest,
            Query = "?" + longest,
            UserAgent = longest,
            Rule = longest,
            FrontEnd = longest,
            RequestBytes = long.MaxValue,
            ResponseBytes = long.MaxValue,
            Duration = TimeSpan.FromDays(1),
            FrontEndDuration = TimeSpan.FromDays(1),
            TlsProtocol = System.Security.Authentication.SslProtocols.Tls12,
            CipherSuite = System.Net.Security.TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        };

        var written = AccessLogFormat.Write(record, longest, TestRecord.Policy().Current.Logging.QueryParameters, new byte[AccessLogFormat.MaximumLine]);

        Assert.InRange(written, 30_000, AccessLogFormat.MaximumLine);
    }

    [Fact]
    public async Task Directory_and_file_are_closed_to_others()
    {
        await WriteAsync(Snapshot(_directory["logs/web"]), TestRecord.Forwarded());

        Assert.Equal(0, (int)File.GetUnixFileMode(_directory["logs/web"]) & 0x1FF & ~0x1E8);
        Assert.Equal(0, (int)File.GetUnixFileMode(_directory["logs/web/u_ex20261121.log"]) & 0x1FF & ~0x1A0);
    }

    [Fact]
    public async Task A_restart_continues_the_file()
    {
        await WriteAsync(Snapshot(), TestRecord.Forwarded("R1"));
        await WriteAsync(Snapshot(), TestRecord.Forwarded("R2"));

        var lines = Lines("u_ex20261121.log");
        Assert.Equal(["R1", "R2"], References(lines));
        Assert.Equal(2, lines.Count(line => line.StartsWith("#Fields:", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("#Start-Date:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Half_a_line_left_by_a_crash_is_ended()
    {
        File.WriteAllText(_directory["u_ex20261121.log"], "#Version: 1.0\n2026-11-21 09:5");

        await WriteAsync(Snapshot(), TestRecord.Forwarded());

        Assert.Equal("2026-11-21 09:5", Lines("u_ex20261121.log")[1]);
        Assert.StartsWith("#Software:", Lines("u_ex20261121.log")[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_file_is_followed_by_the_next_and_a_restart_goes_on_with_that()
    {
        var policy = Snapshot(maximumFileSize: 1500);
        await WriteAsync(policy, [.. Enumerable.Range(0, 12).Select(i => TestRecord.Forwarded($"A{i}"))]);
        await WriteAsync(policy, TestRecord.Forwarded("B"));

        var names = Directory.GetFiles(_directory.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["u_ex20261121.log", "u_ex20261121_001.log", "u_ex20261121_002.log"], names[..3]);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => $"A{i}"), "B"], names.SelectMany(name => References(Lines(name))));
        Assert.All(names, name => Assert.InRange(new FileInfo(_directory[name]).Length, 1, 1500 + 600));
    }

    [Fact]
    public async Task The_day_changes_at_midnight_UTC_by_the_end_of_the_request()
    {
        var midnight = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        await WriteAsync(
            Snapshot(),
            TestRecord.Forwarded("before", midnight.AddSeconds(-2)),
            TestRecord.Forwarded("after", midnight.AddMilliseconds(-1)),
            TestRecord.Forwarded("late", midnight.AddSeconds(-1)));

        Assert.Equal(["before"], References(Lines("u_ex20261121.log")));
        Assert.Equal(["after", "late"], References(Lines("u_ex20261122.log")));
    }

    [Fact]
    public async Task Old_files_go_by_age_and_by_total_size_and_no_other_file_is_touched()
    {
        File.WriteAllText(_directory["u_ex20261020.log"], "too old");
        File.WriteAllText(_directory["u_ex20261022.log"], new string('x', 900));
        File.WriteAllText(_directory["u_ex20261023.log"], new string('x', 900));
        File.WriteAllText(_directory["u_ex20261023_001.log"], new string('x', 900));
        File.WriteAllText(_directory["u_ex20200101.log.gz"], "the operator's");
        File.WriteAllText(_directory["notes.log"], "the operator's");

        await WriteAsync(Snapshot(maximumFileSize: 1000, maximumDirectorySize: 3000), TestRecord.Forwarded());

        Assert.Equal(
            ["notes.log", "u_ex20200101.log.gz", "u_ex20261023.log", "u_ex20261023_001.log", "u_ex20261121.log"],
            Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Old_files_go_while_nobody_visits()
    {
        File.WriteAllText(_directory["u_ex20261022.log"], "a month old soon");
        await using var log = new AccessLog(Snapshot(), _time, _logger);

        await _time.AdvanceUntilAsync(GoneAsync(_directory["u_ex20261022.log"]), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_line_is_on_disk_within_a_second()
    {
        await using var log = new AccessLog(Snapshot(), _time, _logger);
        log.Write(TestRecord.Forwarded("R1"));
        await ContainsAsync(" R1\n");

        // Its pause, beside the hourly look at old files.
        await EventuallyAsync(() => _time.Waiting == 2);
        log.Write(TestRecord.Forwarded("R2"));
        _time.Advance(TimeSpan.FromSeconds(1));

        await ContainsAsync(" R2\n");
    }

    [Fact]
    public async Task A_reload_moves_the_log_or_switches_it_off()
    {
        var policy = Snapshot(_directory["a"]);
        await using (var log = new AccessLog(policy, _time, _logger))
        {
            log.Write(TestRecord.Forwarded("R1"));
            policy.Replace(Snapshot(_directory["b"]).Current);
            log.Write(TestRecord.Forwarded("R2"));
            policy.Replace(TestRecord.Policy().Current);
            log.Write(TestRecord.Forwarded("R3"));
        }

        Assert.Equal(["R1"], References(Lines("a/u_ex20261121.log")));
        Assert.Equal(["R2"], References(Lines("b/u_ex20261121.log")));
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_begun_again()
    {
        await using (var log = new AccessLog(Snapshot(), _time, _logger))
        {
            log.Write(TestRecord.Forwarded("R1"));
            await ContainsAsync(" R1\n");
            File.Move(_directory["u_ex20261121.log"], _directory["moved"]);
            log.Write(TestRecord.Forwarded("R2"));
        }

        var lines = Lines("u_ex20261121.log");
        Assert.Equal(["R2"], References(lines));
        Assert.StartsWith("#Software:", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_reported_counted_and_taken_up_again()
    {
        var lost = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "webpublisher.access_log.lost")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Interlocked.Add(ref lost, tags[0].Value is "write_failed" ? value : 0));
        listener.Start();

        // A file where the directory should be: fails for root as well.
        File.WriteAllText(_directory["logs"], "in the way");
        await using (var log = new AccessLog(Snapshot(_directory["logs"]), _time, _logger))
        {
            for (var i = 0; i < 5; i++)
            {
                log.Write(TestRecord.Forwarded($"L{i}"));
                await _time.AdvanceUntilAsync(EventuallyAsync(() => Interlocked.Read(ref lost) >= i + 1), TimeSpan.FromMilliseconds(50));
            }

            File.Delete(_directory["logs"]);
            log.Write(TestRecord.Forwarded("R1"));
        }

        Assert.Equal((2011, LogLevel.Error), (_logger.Events.First().Id.Id, _logger.Events.First().Level));
        Assert.Equal((2012, LogLevel.Information), (_logger.Events.Last().Id.Id, _logger.Events.Last().Level));
        var lines = Lines("logs/u_ex20261121.log");
        Assert.Matches("^#Remark: 2026-11-21 1.* 5 entries are missing before this line$", lines[^2]);
        Assert.Equal(["R1"], References(lines));
    }

    [Fact]
    public async Task A_flood_loses_lines_rather_than_time_and_the_log_says_how_many()
    {
        const int Flood = 20_000;
        await using (var log = new AccessLog(Snapshot(), _time, _logger))
        {
            log.Write(TestRecord.Forwarded("first"));
            await ContainsAsync(" first\n");

            // The clock stands still, so the writer is in its pause.
            for (var i = 0; i < Flood; i++)
            {
                log.Write(TestRecord.Forwarded($"F{i}"));
            }
        }

        var lines = Lines("u_ex20261121.log");
        var remark = Assert.Single(lines, line => line.StartsWith("#Remark:", StringComparison.Ordinal));
        var written = References(lines).Count() - 1;
        Assert.Equal(8192, written);
        Assert.Contains($" {Flood - written} entries are missing", remark, StringComparison.Ordinal);
        Assert.Equal((long)(Flood - written), Assert.Single(_logger.Events).Fields["Lost"]);
    }

    private Snapshot<PublisherPolicy> Snapshot(string? directory = null, long maximumFileSize = 10 * 1024 * 1024, long maximumDirectorySize = 250 * 1024 * 1024) =>
        TestRecord.Policy(new RotatingLogPolicy(directory ?? _directory.Path, maximumFileSize, maximumDirectorySize, TimeSpan.FromDays(30)));

    private async Task WriteAsync(Snapshot<PublisherPolicy> policy, params PublishingRecord[] records)
    {
        await using var log = new AccessLog(policy, _time, _logger);
        foreach (var record in records)
        {
            log.Write(record);
        }
    }

    private string[] Lines(string file) => File.ReadAllLines(_directory[file]);

    private static IEnumerable<string> References(IEnumerable<string> lines) => lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[^1]);

    private static Task GoneAsync(string path) => EventuallyAsync(() => !File.Exists(path));

    private Task ContainsAsync(string text) => EventuallyAsync(() => File.Exists(_directory["u_ex20261121.log"]) && File.ReadAllText(_directory["u_ex20261121.log"]).Contains(text, StringComparison.Ordinal));

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
