using System.Text.Json;

namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>Reads files of cases: JSON, octets written as the characters U+0000 to U+00FF.</summary>
internal static class CaseFile
{
    private static readonly JsonDocumentOptions s_json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no file of cases; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<SmtpCase> Read(string path)
    {
        var number = 0;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), s_json);
            var cases = new List<SmtpCase>();
            foreach (var element in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                number++;
                cases.Add(Case(element));
            }

            return cases;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new FormatException(number == 0 ? $"{path}: {e.Message}" : $"{path}: case {number}: {e.Message}", e);
        }
    }

    private static SmtpCase Case(JsonElement element)
    {
        var unknown = default(string);
        var steps = new List<CaseStep>();
        foreach (var step in element.GetProperty("steps").EnumerateArray())
        {
            if (Step(step) is { } known)
            {
                steps.Add(known);
            }
            else
            {
                unknown ??= $"the step {step[0]}";
            }
        }

        var requirements = new CaseRequirements();
        foreach (var requirement in element.GetProperty("require").EnumerateObject())
        {
            if (With(requirements, requirement.Name, requirement.Value) is { } known)
            {
                requirements = known;
            }
            else
            {
                unknown ??= $"the requirement {requirement.Name}";
            }
        }

        return new SmtpCase(
            Text(element.GetProperty("id")),
            Text(element.GetProperty("group")),
            Text(element.GetProperty("cls")) switch
            {
                "M" => CaseClass.Must,
                "S" => CaseClass.Should,
                "P" => CaseClass.Policy,
                var other => throw new FormatException($"the class {other} is none of M, S and P"),
            },
            element.TryGetProperty("title", out var title) ? Text(title) : "",
            steps,
            requirements,
            unknown);
    }

    private static CaseStep? Step(JsonElement step) => Text(step[0]) switch
    {
        "connect" => new(StepKind.Connect),
        "send" or "send_now" => new(StepKind.Send, Octets(step[1])),
        "send_quiet" => new(StepKind.SendQuiet, Octets(step[1])),
        "send_many" => new(StepKind.SendMany, Octets(step[1]), Times: step[2].GetInt32()),
        "sendslow" => new(StepKind.SendSlow, Octets(step[1])),
        "expect" => new(StepKind.Expect, Text(step[1])),
        "expect_not" => new(StepKind.ExpectNot, Text(step[1])),
        "expect_or_close" => new(StepKind.ExpectOrClose, Text(step[1])),
        "need" => new(StepKind.Need, Text(step[1])),
        "tls" => new(StepKind.Tls),
        "tls_or_close" => new(StepKind.TlsOrClose),
        "silence" => new(StepKind.Silence, Seconds: step[1].GetDouble()),
        "sleep" => new(StepKind.Sleep, Seconds: step[1].GetDouble()),
        "drain" => new(StepKind.Drain, Seconds: step[1].GetDouble()),
        "expect_close" => new(StepKind.ExpectClose, Seconds: step[1].GetDouble()),
        "drain_expect" => new(StepKind.DrainExpect, Text(step[1]), step[2].GetDouble()),
        "eof" => new(StepKind.EndOfFile),
        _ => null,
    };

    private static CaseRequirements? With(CaseRequirements before, string name, JsonElement value) => name switch
    {
        "alive" => before,
        "max_messages" => before with { MaximumMessages = value.GetInt32() },
        "min_messages" => before with { MinimumMessages = value.GetInt32() },
        "no_smuggled" => before with { NothingSmuggled = value.GetBoolean() },
        "clean_lines" => before with { CleanLines = value.GetBoolean() },
        "body_contains" => before with { Contains = Octets(value) },
        "body_not_contains" => before with { NotContains = [.. value.EnumerateArray().Select(Octets)] },
        "max_memory_growth_mib" => before with { MaximumGrowth = value.GetDouble() },
        _ => null,
    };

    private static string Octets(JsonElement element)
    {
        var text = Text(element);
        return text.FirstOrDefault(c => c > 0xFF) is var beyond and not '\0'
            ? throw new FormatException($"U+{(int)beyond:X4} is no octet; octets are written as U+0000 to U+00FF")
            : text;
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("a text was expected, and null was found");
}
