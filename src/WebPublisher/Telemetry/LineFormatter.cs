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
    private const int UsualText = 1024;

    // Time, level and id; and a character of the category in UTF-8.
    private const int LongestMark = 64;
    private const int LongestCharacter = 3;
    private const int LongestStamp = 28;

    // Of 2026-11-21T10:00:00.0000000Z, what is written.
    private const int ToMilliseconds = 23;

    /// <inheritdoc/>
    public void Write<TState>(in LogEntry<TState> entry, IBufferWriter<byte> line)
    {
        var category = entry.Category.AsSpan(entry.Category.LastIndexOf('.') + 1);
        var buffer = line.GetSpan(LongestMark + (LongestCharacter * category.Length));
        var head = new Utf8Text(buffer);
        var (word, syslog) = Describe(entry.LogLevel);
        if (isForJournal)
        {
            head.Append(syslog);
        }
        else
        {
            Span<byte> stamp = stackalloc byte[LongestStamp];
            time.GetUtcNow().UtcDateTime.TryFormat(stamp, out _, "O");
            head.Append(stamp[..ToMilliseconds]);
            head.Append("Z "u8);
            head.Append(word);
        }

        head.Append(category);
        head.Append("["u8);
        head.Append(entry.EventId.Id);
        head.Append("] "u8);
        line.Advance(head.Length);
        if (entry.State is LogMessage message)
        {
            WriteText(message, line);
        }
        else
        {
            WriteText(entry.Formatter(entry.State, entry.Exception), line);
        }

        if (entry.Exception is { } exception)
        {
            var lines = exception.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            line.Write(" | "u8);
            WriteText(string.Join(" | ", lines), line);
        }

        line.Write("\n"u8);
    }

    private static void WriteText(LogMessage message, IBufferWriter<byte> line)
    {
        var buffer = line.GetSpan(UsualText);
        int length;
        while (!message.TryWrite(buffer, out length))
        {
            buffer = line.GetSpan(2 * buffer.Length);
        }

        if (length <= MaximumLine && LogEscaping.IsPlain(buffer[..length]))
        {
            line.Advance(length);
        }
        else
        {
            WriteText(Encoding.UTF8.GetString(buffer[..length]), line);
        }
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
