using System.Text.Json;

namespace WebPublisher.Conformance.Web.Cases;

/// <summary>Reads files of cases: JSON lists, octets written as the characters U+0000 to U+00FF.</summary>
internal static class WebCaseFile
{
    /// <summary>Reads every file of a directory.</summary>
    /// <exception cref="FormatException">One is no file of cases, or there is none; the message says where.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<WebCase> ReadAll(string directory)
    {
        var cases = Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).SelectMany(Read).ToList();
        return cases.Count > 0 ? cases : throw new FormatException($"{directory}: no case is there");
    }

    /// <summary>Reads a file; one whose root is not a list holds no cases.</summary>
    /// <exception cref="FormatException">It is no file of cases; the message says where.</exception>
    public static IReadOnlyList<WebCase> Read(string path)
    {
        var number = 0;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var cases = new List<WebCase>();
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                foreach (var element in document.RootElement.EnumerateArray())
                {
                    number++;
                    cases.Add(Case(element, Path.GetFileName(path)));
                }
            }

            return cases;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new FormatException(number == 0 ? $"{path}: {e.Message}" : $"{path}: case {number}: {e.Message}", e);
        }
    }

    private static WebCase Case(JsonElement element, string file)
    {
        var requirements = new Requirements();
        var unknown = default(string);
        if (element.TryGetProperty("assert", out var assertions) && assertions.ValueKind == JsonValueKind.Object)
        {
            foreach (var assertion in assertions.EnumerateObject())
            {
                if (With(requirements, assertion.Name, assertion.Value) is { } known)
                {
                    requirements = known;
                }
                else
                {
                    unknown ??= assertion.Name;
                }
            }
        }

        var isHttp2 = Text(element.GetProperty("proto")) == "h2";
        return new WebCase
        {
            Id = Text(element.GetProperty("id")),
            Group = Text(element.GetProperty("group")),
            Level = Text(element.GetProperty("level")),
            Source = Text(element.GetProperty("source")),
            Expectation = Enum.Parse<Expectation>(Text(element.GetProperty("expect")), ignoreCase: true),
            Raw = isHttp2 ? null : Text(element.GetProperty("raw")),
            Fields = isHttp2 ? Pairs(element.GetProperty("headers")) : [],
            Data = isHttp2 && Optional(element, "data") is { } data ? Text(data) : null,
            Trailers = isHttp2 && Optional(element, "trailers") is { } trailers ? Pairs(trailers) : null,
            Requirements = requirements,
            Unknown = unknown,
            File = file,
        };
    }

    private static Requirements? With(Requirements before, string name, JsonElement value) => name switch
    {
        _ when value.ValueKind == JsonValueKind.Null => before,
        "sni" => before with { ServerName = Text(value) },
        "second" => before with { Second = Text(value) },
        "min_forwarded" => before with { MinimumForwarded = value.GetInt32() },
        "max_forwarded" => before with { MaximumForwarded = value.GetInt32() },
        "no_header" => before with { NoFields = [.. value.EnumerateArray().Select(Text)] },
        "no_header_value" => before with { NoValues = Pairs(value) },
        "header_not_contains" => before with { NoParts = Pairs(value) },
        "max_count" => before with { MaximumCounts = [.. value.EnumerateArray().Select(pair => (Text(pair[0]), pair[1].GetInt32()))] },
        "need_header" => before with { NeededFields = [.. value.EnumerateArray().Select(Text)] },
        "host_only" => before with { OnlyHost = Text(value) },
        "protected" => before with { Protected = value.GetBoolean() },
        "no_resp_contains" => before with { NotAnswered = [.. value.EnumerateArray().Select(Text)] },
        "resp_cookie_secure" => before with { SecureCookies = value.GetBoolean() },
        "status_in" => before with { Statuses = [.. value.EnumerateArray().Select(status => status.GetInt32())] },
        "must_truncate" => before with { Truncated = value.GetBoolean() },
        "allow_2xx" => before with { MayAnswer = value.GetBoolean() },
        _ => null,
    };

    private static JsonElement? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<Field> Pairs(JsonElement list) => [.. list.EnumerateArray().Select(pair => new Field(Text(pair[0]), Text(pair[1])))];

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a text was expected, and null was found");
}
