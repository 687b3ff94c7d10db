using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>Reads files of tests, in either dialect.</summary>
internal static partial class FtwFile
{
    /// <summary>Reads a file, or every file below a directory.</summary>
    /// <exception cref="FormatException">One is no file of tests, or there is no test; the message says where.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static IReadOnlyList<FtwTest> ReadAll(string path)
    {
        IEnumerable<string> files = File.Exists(path) ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
        var tests = files.SelectMany(Read).ToList();
        return tests.Count > 0 ? tests : throw new FormatException($"{path}: no test is there");
    }

    /// <summary>Reads a file; one without tests has none.</summary>
    /// <exception cref="FormatException">It is no file of tests; the message says where.</exception>
    public static IReadOnlyList<FtwTest> Read(string path)
    {
        var root = YamlTree.Root(path);
        var (name, group) = (Path.GetFileName(path), Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "");
        var tests = new List<FtwTest>();
        try
        {
            var rule = root.Text("rule_id") is { } id ? Number(id) : LeadingDigits().Match(name) is { Success: true } digits ? Number(digits.Value) : 0;
            var isEnabled = root.Member("meta").Flag("enabled") ?? true;
            foreach (var test in root.List("tests"))
            {
                var number = (int)(test.Text("test_id") is { } own ? Number(own) : tests.Count + 1);
                var title = test.Text("test_id") is null ? test.Text("test_title") : null;
                var stages = test.List("stages").Select(Stage).ToList();
                tests.Add(new FtwTest(title ?? $"{rule}-{number}", rule, number, group, name, isEnabled && test.Flag("enabled") is not false, stages));
            }
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: test {tests.Count + 1}: {e.Message}", e);
        }

        return tests;
    }

    /// <summary>What is expected, as the member <c>output</c> of a stage or of an override says it.</summary>
    public static FtwExpectation Expectation(YamlNode? output)
    {
        var log = output.Member("log");
        return new FtwExpectation
        {
            Statuses = [.. output.Numbers("status").Select(status => (int)status)],
            Answer = output.Text("response_contains") is { Length: > 0 } answer ? answer : null,
            Logged = [.. new[] { output.Text("log_contains"), log.Text("match_regex") }.OfType<string>().Where(text => text.Length > 0)],
            NotLogged = [.. new[] { output.Text("no_log_contains"), log.Text("no_match_regex") }.OfType<string>().Where(text => text.Length > 0)],
            Ids = log.Numbers("expect_ids"),
            NotIds = log.Numbers("no_expect_ids"),
            IsIsolated = output.Flag("isolated") is true || log.Flag("isolated") is true,
            IsError = output.Flag("expect_error") is true,
            MayRetry = output.Flag("retry_once") is true,
        };
    }

    private static FtwStage Stage(YamlNode element)
    {
        var (stage, dialect) = element.Member("stage") is { } inner ? (inner, FtwDialect.Python) : (element, FtwDialect.Go);
        var input = stage.Member("input") ?? throw new FormatException("a stage has no input");
        return new FtwStage(dialect, Input(input, dialect), Expectation(stage.Member("output")));
    }

    private static FtwInput Input(YamlNode input, FtwDialect dialect) => new()
    {
        Method = input.Text("method") ?? Unless(input, "method", "GET"),
        Target = input.Text("uri") ?? Unless(input, "uri", "/"),
        Version = input.Text("version") ?? Unless(input, "version", "HTTP/1.1"),
        Headers = input.Member("ordered_headers") is YamlSequenceNode list
            ? [.. list.Select(header => (header.Text("name") ?? "", header.Text("value") ?? ""))]
            : input.Member("headers") is YamlMappingNode map ? [.. map.Select(header => (header.Key.ToString(), HeaderValue(header.Value, dialect)))] : [],
        Data = input.Member("data") is YamlSequenceNode lines ? string.Join("\r\n", lines.Select(line => line.ToString())) : input.Text("data") ?? "",
        EncodedData = input.Text("encoded_data") is { Length: > 0 } data ? data : null,
        EncodedRequest = input.Text("encoded_request") is { Length: > 0 } encoded ? encoded : null,
        RawRequest = input.Text("raw_request") is { Length: > 0 } raw ? raw : null,
        IsCompleted = (dialect == FtwDialect.Go ? input.Flag("autocomplete_headers") : null) ?? input.Flag("stop_magic") is not true,
    };

    // A member that is there and empty is an empty text, not the default.
    private static string Unless(YamlNode input, string name, string absent) => input.Member(name) is null ? absent : "";

    // The runner in Python writes out what it has for a value that is not there.
    private static string HeaderValue(YamlNode value, FtwDialect dialect) =>
        value is YamlScalarNode scalar && YamlTree.IsNull(scalar) ? dialect == FtwDialect.Python ? "None" : "" : value.ToString();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingDigits();
}
