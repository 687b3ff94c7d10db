using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using WebPublisher.Web.Records;

namespace WebPublisher.Telemetry;

/// <summary>
/// One line an event, whatever it holds: <c>2026-11-21T10:00:00.000Z warn StructuredLog[2000] message</c>. Control characters are escaped here once more, because not
/// every message is this product's own.
/// </summary>
internal sealed class LineFormatter(IOptionsMonitor<LineFormatterOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>By which the console finds it.</summary>
    public const string FormatterName = "webpublisher-line";

    private const int MaximumLine = 32 * 1024;
    private readonly bool _isForJournal = options.CurrentValue.IsForJournal;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (word, syslog) = Describe(logEntry.LogLevel);
        if (_isForJournal)
        {
            textWriter.Write($"<{syslog}>");
        }
        else
        {
            textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture));
            textWriter.Write(word);
            textWriter.Write(' ');
        }

        textWriter.Write(logEntry.Category.AsSpan(logEntry.Category.LastIndexOf('.') + 1));
        textWriter.Write($"[{logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture)}] ");
        textWriter.Write(LogEscaping.Escape(logEntry.Formatter(logEntry.State, logEntry.Exception), MaximumLine));
        if (logEntry.Exception is { } exception)
        {
            var lines = exception.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            textWriter.Write(" | ");
            textWriter.Write(LogEscaping.Escape(string.Join(" | ", lines), MaximumLine));
        }

        textWriter.Write('\n');
    }

    // Levels of syslog: RFC 5424 section 6.2.1, table 2.
    private static (string Word, char Syslog) Describe(LogLevel level) => level switch
    {
        LogLevel.Critical => ("crit", '2'),
        LogLevel.Error => ("fail", '3'),
        LogLevel.Warning => ("warn", '4'),
        LogLevel.Information => ("info", '6'),
        _ => ("dbug", '7'),
    };
}
