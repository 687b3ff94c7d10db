using System.Text;

namespace WebPublisher.Telemetry;

/// <summary>
/// Names and units of OpenTelemetry as Prometheus wants them (OpenTelemetry specification, "Prometheus and OpenMetrics compatibility"): letters, digits, underscores
/// and colons; the unit written out at the end.
/// </summary>
internal static class PrometheusNames
{
    /// <summary>Name of a metric family, without <c>_total</c>.</summary>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">Its unit in UCUM, or empty.</param>
    /// <param name="type">counter, gauge or histogram; a dimensionless gauge is a ratio.</param>
    public static string Family(string name, string unit, string type)
    {
        var family = Sanitize(name, allowColon: true);
        if (type is "counter" && family.EndsWith("_total", StringComparison.Ordinal))
        {
            family = family[..^"_total".Length];
        }

        var suffix = unit is "1" ? (type is "gauge" ? "ratio" : "") : Unit(unit);
        return suffix is "" || family.EndsWith("_" + suffix, StringComparison.Ordinal) ? family : $"{family}_{suffix}";
    }

    /// <summary>The unit at the end of a family's name, or empty. Text in braces is a remark, not a unit.</summary>
    public static string Unit(string unit)
    {
        var opening = unit.IndexOf('{');
        var closing = unit.LastIndexOf('}');
        if (opening >= 0 && closing > opening)
        {
            unit = unit.Remove(opening, closing - opening + 1);
        }

        if (unit.IndexOf('/') is >= 0 and var slash)
        {
            var numerator = Sanitize(Plural(unit[..slash]), allowColon: false).Trim('_');
            var denominator = Sanitize(Singular(unit[(slash + 1)..]), allowColon: false).Trim('_');
            return denominator is "" ? numerator : numerator is "" ? $"per_{denominator}" : $"{numerator}_per_{denominator}";
        }

        return Sanitize(Plural(unit), allowColon: false).Trim('_');
    }

    /// <summary>Name of a label.</summary>
    public static string Label(string name) => Sanitize(name, allowColon: false);

    private static string Plural(string unit) => unit switch
    {
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "GiBy" => "gibibytes",
        "TiBy" => "tebibytes",
        "kBy" => "kilobytes",
        "MBy" => "megabytes",
        "GBy" => "gigabytes",
        "Hz" => "hertz",
        "Cel" => "celsius",
        "%" => "percent",
        "1" => "",
        _ => unit,
    };

    private static string Singular(string unit) => unit switch
    {
        "s" => "second",
        "m" => "minute",
        "h" => "hour",
        "d" => "day",
        "w" => "week",
        "mo" => "month",
        "y" => "year",
        _ => unit,
    };

    private static string Sanitize(string name, bool allowColon)
    {
        var sanitized = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            var isKept = char.IsAsciiLetterOrDigit(character) || (allowColon && character == ':');
            if (isKept && sanitized.Length == 0 && char.IsAsciiDigit(character))
            {
                sanitized.Append('_');
            }

            if (isKept)
            {
                sanitized.Append(character);
            }
            else if (sanitized.Length == 0 || sanitized[^1] != '_')
            {
                sanitized.Append('_');
            }
        }

        return sanitized.ToString();
    }
}
