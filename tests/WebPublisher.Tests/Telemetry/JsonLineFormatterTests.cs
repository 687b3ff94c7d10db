using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void An_event_is_one_object_with_typed_fields()
    {
        KeyValuePair<string, object?>[] fields =
        [
            new("Status", 403),
            new("Milliseconds", 1.5),
            new("Url", "https://mail/\n\u202e"),
            new("Client", new IPEndPoint(IPAddress.Loopback, 5)),
            new("IsGood", true),
            new("Rule", null),
            new("Odd", double.NaN),
            new("{OriginalFormat}", "{Status}"),
        ];

        var line = Format(fields, new InvalidOperationException("bad\nthing"));

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain('\u202e', line);
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal("2026-03-02T09:30:00Z", root.GetProperty("time").GetString());
        Assert.Equal("warning", root.GetProperty("level").GetString());
        Assert.Equal("WebPublisher.Web.Records.StructuredLog", root.GetProperty("category").GetString());
        Assert.Equal(2000, root.GetProperty("id").GetInt32());
        Assert.Equal("Request", root.GetProperty("event").GetString());
        Assert.Equal("said", root.GetProperty("message").GetString());
        Assert.Equal("System.InvalidOperationException: bad\nthing", root.GetProperty("exception").GetString());
        var logged = root.GetProperty("fields");
        Assert.Equal(403, logged.GetProperty("status").GetInt32());
        Assert.Equal(1.5, logged.GetProperty("milliseconds").GetDouble());
        Assert.Equal("https://mail/\n\u202e", logged.GetProperty("url").GetString());
        Assert.Equal("127.0.0.1:5", logged.GetProperty("client").GetString());
        Assert.True(logged.GetProperty("isGood").GetBoolean());
        Assert.Equal(JsonValueKind.Null, logged.GetProperty("rule").ValueKind);
        Assert.Equal("NaN", logged.GetProperty("odd").GetString());
        Assert.Equal(7, logged.EnumerateObject().Count());
    }

    private static string Format(KeyValuePair<string, object?>[] fields, Exception exception)
    {
        var line = new ArrayBufferWriter<byte>();
        new JsonLineFormatter(new ManualTime()).Write(
            new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Warning, "WebPublisher.Web.Records.StructuredLog", new EventId(2000, "Request"), fields, exception, (_, _) => "said"),
            line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
