using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Records;

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

    [Theory]
    [InlineData("Denied GET /", "Denied GET /")]
    [InlineData("R\u00e8gle \u65e5 \U0001f600", "R\u00e8gle \u65e5 \U0001f600")]
    [InlineData("a\r\n<0>forged\u001b[2J\u202e", "a\\u000D\\u000A<0>forged\\u001B[2J\\u202E")]
    public void A_message_that_writes_itself_is_told_as_any_other(string message, string told) =>
        Assert.Equal($"<6>StructuredLog[2000] {told}\n", Format<LogMessage>(new SelfWriting(message)));

    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(32 * 1024)]
    [InlineData(100_000)]
    public void A_message_that_writes_itself_is_cut_as_any_other(int length) =>
        Assert.Equal(Format(LogLevel.Information, new string('a', length), isForJournal: true), Format<LogMessage>(new SelfWriting(new string('a', length))));

    private static string Format<TState>(TState state)
    {
        var line = new ArrayBufferWriter<byte>();
        new LineFormatter(isForJournal: true, new ManualTime()).Write(
            new LogEntry<TState>(LogLevel.Information, "WebPublisher.Web.Records.StructuredLog", new EventId(2000, "Request"), state, exception: null, (_, _) => "not asked for"),
            line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static string Format(LogLevel level, string message, Exception? exception = null, bool isForJournal = false)
    {
        var line = new ArrayBufferWriter<byte>();
        new LineFormatter(isForJournal, new ManualTime()).Write(
            new LogEntry<string>(level, "WebPublisher.Web.Records.StructuredLog", new EventId(2000, "Request"), message, exception, (state, _) => state),
            line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private sealed class SelfWriting(string text) : LogMessage
    {
        public override int Count => 0;

        public override KeyValuePair<string, object?> this[int index] => throw new ArgumentOutOfRangeException(nameof(index));

        public override bool TryWrite(Span<byte> destination, out int written) => Encoding.UTF8.TryGetBytes(text, destination, out written);
    }
}
