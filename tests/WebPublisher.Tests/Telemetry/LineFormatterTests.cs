using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
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

    private static string Format(LogLevel level, string message, Exception? exception = null, bool isForJournal = false)
    {
        var formatter = new LineFormatter(new Fixed(new LineFormatterOptions { IsForJournal = isForJournal }), new ManualTime());
        using var writer = new StringWriter();
        formatter.Write(new LogEntry<string>(level, "WebPublisher.Web.Records.StructuredLog", new EventId(2000, "Request"), message, exception, (state, _) => state), scopeProvider: null, writer);
        return writer.ToString();
    }

    private sealed class Fixed(LineFormatterOptions options) : IOptionsMonitor<LineFormatterOptions>
    {
        public LineFormatterOptions CurrentValue => options;

        public LineFormatterOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<LineFormatterOptions, string?> listener) => null;
    }
}
