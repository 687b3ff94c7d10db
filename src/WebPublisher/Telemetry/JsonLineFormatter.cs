using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace WebPublisher.Telemetry;

/// <summary>
/// One JSON object a line: <c>time</c>, <c>level</c>, <c>category</c>, <c>id</c>, <c>event</c>, <c>message</c>, the event's own values under <c>fields</c> in camelCase
/// with numbers as numbers, and <c>exception</c>.
/// </summary>
internal sealed class JsonLineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>By which the console finds it.</summary>
    public const string FormatterName = "webpublisher-json";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var content = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", LevelName(logEntry.LogLevel));
            json.WriteString("category", logEntry.Category);
            json.WriteNumber("id", logEntry.EventId.Id);
            json.WriteString("event", logEntry.EventId.Name);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                WriteFields(json, fields);
            }

            if (logEntry.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(content.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteFields(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach (var (name, value) in fields.Where(field => field.Key is not "{OriginalFormat}"))
        {
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
            switch (value)
            {
                case null:
                    json.WriteNullValue();
                    break;
                case bool truth:
                    json.WriteBooleanValue(truth);
                    break;
                case int or long or short or byte:
                    json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "information",
        _ => "debug",
    };
}
