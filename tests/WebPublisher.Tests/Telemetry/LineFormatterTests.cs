using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

public sealed class LineFormatterTests
{
    [Fact]
    public void An_event_is_one_line_with_time_level_and_id() =>
        Assert.Equal("2026-03-02T09:30:00.000Z warn StructuredLog[2000] Denied\n", Format(LogLevel.Warning, "Denied"));

    [Fact]
    public void The_journal_gets_a_level_of_syslog_instead_of_the_time() =>
        Assert.Equal("<3>StructuredLog[2000] Denied\n", Format(LogLevel.Error, "Denied", isForJournal: true));

    [Fact]
    public void A_message_of_several_lines_stays_one_line() =>
        Assert.Equal("<6>StructuredLog[2000] a\\u000D\\u000A<0>forged\\u001B[2J\n", Format(LogLevel.Information, "a\r\n<0>forged\u001b[2J", isForJournal: true));

    [Fact]
    public void An_exception_follows_on_the_same_line()
    {
        var line = Format(LogLevel.Error, "Failed", new InvalidOperationException("bad\n thing"), isForJournal: true);

        Assert.StartsWith("<3>StructuredLog[2000] Failed | System.InvalidOperationException: bad | thing", line, StringComparison.Ordinal);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void A_readable_message_keeps_its_characters() =>
        Assert.Equal("<6>StructuredLog[2000] R\u00e8gle \u65e5 \U0001f600\n", Format(LogLevel.Information, "R\u00e8gle \u65e5 \U0001f600", isForJournal: true));

    [Fact]
    public void A_long_message_is_cut() =>
        Assert.Equal("<6>StructuredLog[2000] " + new string('a', 32 * 1024) + "...\n", Format(LogLevel.Information, new string('a', 100_000), isForJournal: true));

    private static string Format(LogLevel level, string message, Exception? exception = null, bool isForJournal = false)
    {
        var line = new ArrayBufferWriter<byte>();
        new LineFormatter(isForJournal, new ManualTime()).Write(
            new LogEntry<string>(level, "WebPublisher.Web.Records.StructuredLog", new EventId(2000, "Request"), message, exception, (state, _) => state),
            line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
