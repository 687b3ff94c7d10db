using System.Globalization;
using System.Text.RegularExpressions;

namespace WebPublisher.Tests.Telemetry;

/// <summary>Reads both text formats strictly: whatever a scraper might reject is an exception here.</summary>
internal sealed partial class PrometheusParser
{
    private readonly bool _isOpenMetrics;
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string _family = "";

    private PrometheusParser(bool isOpenMetrics) => _isOpenMetrics = isOpenMetrics;

    /// <summary>Parses and returns every sample by its name and labels, as written.</summary>
    public static IReadOnlyDictionary<string, double> Parse(string text, bool isOpenMetrics)
    {
        var parser = new PrometheusParser(isOpenMetrics);
        Require(text.EndsWith('\n'), "ends with a line feed", text);
        Require(!text.Contains('\r', StringComparison.Ordinal), "no carriage return", text);
        var lines = text.Split('\n')[..^1];
        if (isOpenMetrics)
        {
            Require(lines[^1] == "# EOF", "ends with EOF", text);
            lines = lines[..^1];
        }

        foreach (var line in lines)
        {
            parser.Read(line);
        }

        parser.CheckHistograms();
        return parser._samples;
    }

    private void Read(string line)
    {
        if (Description().Match(line) is { Success: true } description)
        {
            var name = description.Groups["name"].Value;
            Open(name);
            Require(_seen.Add(description.Groups["kind"].Value + name), "described once", line);
            if (description.Groups["kind"].Value == "TYPE")
            {
                string[] known = _isOpenMetrics ? ["counter", "gauge", "histogram", "info"] : ["counter", "gauge", "histogram"];
                Require(known.Contains(description.Groups["text"].Value), "known type", line);
                _types.Add(name, description.Groups["text"].Value);
            }
            else if (description.Groups["kind"].Value == "UNIT")
            {
                Require(_isOpenMetrics && name.EndsWith("_" + description.Groups["text"].Value, StringComparison.Ordinal), "unit ends the name", line);
            }
            else
            {
                Require(!Regex.IsMatch(description.Groups["text"].Value, @"(?<!\\)(\\\\)*\\[^\\n""]"), "escaped help", line);
            }

            return;
        }

        var sample = Sample().Match(line);
        Require(sample.Success, "a sample", line);
        var sampleName = sample.Groups["name"].Value;
        Require(FamilyOf(sampleName) == _family, $"within its family {_family}", line);
        var labels = sample.Groups["label"].Captures.Select(capture => capture.Value).ToList();
        Require(labels.Distinct(StringComparer.Ordinal).Count() == labels.Count, "each label once", line);
        Require(_samples.TryAdd(sampleName + sample.Groups["labels"].Value, Number(sample.Groups["value"].Value)), "each series once", line);
    }

    private void Open(string name)
    {
        if (name == _family)
        {
            return;
        }

        _closed.Add(_family);
        Require(!_closed.Contains(name), "contiguous family", name);
        _family = name;
    }

    private string FamilyOf(string sample)
    {
        foreach (var suffix in new[] { "", "_total", "_bucket", "_sum", "_count", "_info" })
        {
            if (sample.EndsWith(suffix, StringComparison.Ordinal)
                && _types.TryGetValue(sample[..^suffix.Length], out var type)
                && suffix == (type, suffix) switch
                {
                    ("counter", _) => _isOpenMetrics ? "_total" : "",
                    ("gauge", _) => "",
                    ("info", _) => "_info",
                    (_, "_bucket" or "_sum" or "_count") => suffix,
                    _ => "none",
                })
            {
                return sample[..^suffix.Length];
            }
        }

        throw new FormatException($"no type for {sample}");
    }

    private void CheckHistograms()
    {
        foreach (var name in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            var buckets = _samples.Where(sample => sample.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal))
                .Select(sample => (Match: Bucket().Match(sample.Key), sample.Value))
                .GroupBy(bucket => bucket.Match.Groups["others"].Value.TrimEnd(','), StringComparer.Ordinal);
            foreach (var series in buckets)
            {
                var bounds = series.Select(bucket => Number(bucket.Match.Groups["le"].Value)).ToList();
                Require(bounds.SequenceEqual(bounds.Order()) && double.IsPositiveInfinity(bounds[^1]), "ascending bounds up to +Inf", name);
                Require(series.Select(bucket => bucket.Value).SequenceEqual(series.Select(bucket => bucket.Value).Order()), "cumulative buckets", name);
                var labels = series.Key is "" ? "" : $"{{{series.Key}}}";
                Require(_samples[$"{name}_count{labels}"] == series.Last().Value, "count equals the last bucket", name);
                Require(_samples.ContainsKey($"{name}_sum{labels}"), "a sum", name);
            }
        }
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void Require(bool condition, string what, string where)
    {
        if (!condition)
        {
            throw new FormatException($"expected: {what}, in: {where}");
        }
    }

    [GeneratedRegex("^# (?<kind>HELP|TYPE|UNIT) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$")]
    private static partial Regex Description();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\\n]|\\[\\"n])*"(,(?!\})|(?=\})))+\})? (?<value>[-+]?[0-9.]+([eE][-+]?[0-9]+)?|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""\{(?<others>.*)le="(?<le>[^"]*)"\}$""")]
    private static partial Regex Bucket();
}
