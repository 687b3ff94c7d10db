using System.Globalization;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Durations as operators write them: a whole number and one of the units <c>ms s m h d</c>.</summary>
public static class Duration
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    /// <summary>Reads a duration of at most 36500 days; false for anything else, a number without unit included.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        foreach (var (unit, ticks) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
            {
                continue;
            }

            if (!long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count > 36500 * TimeSpan.TicksPerDay / ticks)
            {
                return false;
            }

            value = new TimeSpan(count * ticks);
            return true;
        }

        return false;
    }

    /// <summary>What somebody probably meant by a text that is no duration: <c>5 sec</c> is 5s. Null when that cannot be said.</summary>
    public static string? Meant(string text)
    {
        var number = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[number..].Trim().ToUpperInvariant() switch
        {
            "MS" or "MSEC" or "MILLISECOND" or "MILLISECONDS" => "ms",
            "S" or "SEC" or "SECS" or "SECOND" or "SECONDS" => "s",
            "M" or "MIN" or "MINS" or "MINUTE" or "MINUTES" => "m",
            "H" or "HR" or "HRS" or "HOUR" or "HOURS" => "h",
            "D" or "DAY" or "DAYS" => "d",
            _ => null,
        };
        var meant = text[..number] + unit;
        return unit is not null && TryParse(meant, out _) ? meant : null;
    }

    /// <summary>Writes a duration in the largest unit that divides it; fractions of a millisecond are dropped.</summary>
    public static string Format(TimeSpan value)
    {
        foreach (var (unit, ticks) in Units.OrderByDescending(u => u.Ticks))
        {
            if (value != TimeSpan.Zero && value.Ticks % ticks == 0)
            {
                return $"{value.Ticks / ticks}{unit}";
            }
        }

        return $"{(long)value.TotalMilliseconds}ms";
    }
}
