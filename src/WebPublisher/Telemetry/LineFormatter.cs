using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Web.Records;

namespace WebPublisher.Telemetry;

/// <summary>
/// One line an event, whatever it holds: <c>2026-11-21T10:00:00.000Z warn StructuredLog[2000] message</c>. Control characters are escaped here once more, because not
/// every message is this product's own.
/// </summary>
/// <param name="isForJournal">Whether the line goes to the journal, see <see cref="LogStyle.Journal"/>.</param>
/// <param name="time">The clock of the lines.</param>
internal sealed class LineFormatter(bool isForJournal, TimeProvider time) : ILineFormatter
{
    private const int MaximumLine = 32 * 1024;
    private const int LongestNumber = 32;

    // Of 2026-11-21T10:00:00.0000000Z, what is written.
    private const int ToMilliseconds = 23;

    /// <inheritdoc/>
    public void Write<TState>(in LogEntry<TState> entry, IBufferWriter<byte> line)
    {
        var (word, syslog) = Describe(entry.LogLevel);
        if (isForJournal)
        {
            line.Write(syslog);
        }
        else
        {
            var stamp = line.GetSpan(LongestNumber);
            time.GetUtcNow().UtcDateTime.TryFormat(stamp, out _, "O");
            line.Advance(ToMilliseconds);
            line.Write("Z "u8);
            line.Write(word);
        }

        Encoding.UTF8.GetBytes(entry.Category.AsSpan(entry.Category.LastIndexOf('.') + 1), line);
        line.Write("["u8);
        entry.EventId.Id.TryFormat(line.GetSpan(LongestNumber), out var digits);
        line.Advance(digits);
        line.Write("] "u8);
        WriteText(entry.State is LogMessage message ? message.Text() : entry.Formatter(entry.State, entry.Exception), line);
        if (entry.Exception is { } exception)
        {
            var lines = exception.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            line.Write(" | "u8);
            WriteText(string.Join(" | ", lines), line);
        }

        line.Write("\n"u8);
    }

    private static void WriteText(ReadOnlySpan<char> text, IBufferWriter<byte> line)
    {
        var isFit = text.Length <= MaximumLine && LogEscaping.IsClean(text);
        Encoding.UTF8.GetBytes(isFit ? text : LogEscaping.Escape(text.ToString(), MaximumLine), line);
    }

    // Levels of syslog: RFC 5424 section 6.2.1, table 2.
    private static LevelMark Describe(LogLevel level) => level switch
    {
        LogLevel.Critical => new("crit "u8, "<2>"u8),
        LogLevel.Error => new("fail "u8, "<3>"u8),
        LogLevel.Warning => new("warn "u8, "<4>"u8),
        LogLevel.Information => new("info "u8, "<6>"u8),
        _ => new("dbug "u8, "<7>"u8),
    };

    private readonly ref struct LevelMark(ReadOnlySpan<byte> word, ReadOnlySpan<byte> syslog)
    {
        private readonly ReadOnlySpan<byte> _word = word;
        private readonly ReadOnlySpan<byte> _syslog = syslog;

        public void Deconstruct(out ReadOnlySpan<byte> word, out ReadOnlySpan<byte> syslog)
        {
            word = _word;
            syslog = _syslog;
        }
    }
}
