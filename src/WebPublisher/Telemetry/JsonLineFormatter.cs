using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Web.Records;

namespace WebPublisher.Telemetry;

/// <summary>
/// One JSON object a line: <c>time</c>, <c>level</c>, <c>category</c>, <c>id</c>, <c>event</c>, <c>message</c>, the event's own values under <c>fields</c> in camelCase
/// with numbers as numbers, and <c>exception</c>.
/// </summary>
/// <param name="time">The clock of the lines.</param>
internal sealed class JsonLineFormatter(TimeProvider time) : ILineFormatter
{
    // Names come from templates in code, this product's and its frameworks'. Should one make them up, memory does not pay for it.
    private const int MaximumNames = 2048;

    [ThreadStatic]
    private static Utf8JsonWriter? t_json;

    private readonly ConcurrentDictionary<string, JsonEncodedText> _names = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Write<TState>(in LogEntry<TState> entry, IBufferWriter<byte> line)
    {
        // A value that logs while it is being written out gets a writer of its own.
        var json = t_json ?? new Utf8JsonWriter(line);
        t_json = null;
        json.Reset(line);
        Write(entry, json);
        json.Flush();
        t_json = json;
        line.Write("\n"u8);
    }

    private void Write<TState>(in LogEntry<TState> entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("time"u8, time.GetUtcNow().UtcDateTime);
        json.WriteString("level"u8, LevelName(entry.LogLevel));
        json.WriteString("category"u8, entry.Category);
        json.WriteNumber("id"u8, entry.EventId.Id);
        json.WriteString("event"u8, entry.EventId.Name);
        WriteMessage(entry, json);
        if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> list)
        {
            json.WriteStartObject("fields"u8);
            for (var i = 0; i < list.Count; i++)
            {
                WriteField(json, list[i]);
            }

            json.WriteEndObject();
        }
        else if (entry.State is IEnumerable<KeyValuePair<string, object?>> fields)
        {
            json.WriteStartObject("fields"u8);
            foreach (var field in fields)
            {
                WriteField(json, field);
            }

            json.WriteEndObject();
        }

        if (entry.Exception is { } exception)
        {
            json.WriteString("exception"u8, exception.ToString());
        }

        json.WriteEndObject();
    }

    private static void WriteMessage<TState>(in LogEntry<TState> entry, Utf8JsonWriter json)
    {
        if (entry.State is LogMessage message)
        {
            json.WriteString("message"u8, message.Text());
        }
        else
        {
            json.WriteString("message"u8, entry.Formatter(entry.State, entry.Exception));
        }
    }

    private void WriteField(Utf8JsonWriter json, KeyValuePair<string, object?> field)
    {
        if (field.Key is "{OriginalFormat}")
        {
            return;
        }

        json.WritePropertyName(NameOf(field.Key));
        switch (field.Value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case short or byte:
                json.WriteNumberValue(Convert.ToInt64(field.Value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(field.Value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private JsonEncodedText NameOf(string name)
    {
        if (_names.TryGetValue(name, out var known))
        {
            return known;
        }

        var encoded = JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name));
        return _names.Count < MaximumNames ? _names.GetOrAdd(name, encoded) : encoded;
    }

    private static ReadOnlySpan<byte> LevelName(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical"u8,
        LogLevel.Error => "error"u8,
        LogLevel.Warning => "warning"u8,
        LogLevel.Information => "information"u8,
        _ => "debug"u8,
    };
}
