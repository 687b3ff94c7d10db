using System.Globalization;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A number of bytes, written as <c>512</c>, <c>4KB</c>, <c>36MB</c> or <c>1GB</c> (powers of 1024).</summary>
/// <param name="Bytes">The number.</param>
public readonly record struct ByteSize(long Bytes)
{
    private static readonly (string Unit, int Shift)[] Units = [("KB", 10), ("MB", 20), ("GB", 30)];

    /// <summary>Reads a size; false for anything else.</summary>
    public static bool TryParse(string text, out ByteSize value)
    {
        value = default;
        var shift = 0;
        var digits = text.AsSpan();
        foreach (var (unit, power) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                shift = power;
                digits = digits[..^unit.Length];
                break;
            }
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue >> shift)
        {
            return false;
        }

        value = new ByteSize(count << shift);
        return true;
    }

    /// <summary>What a message adds about a text that is no size, when what was probably meant can be said: <c>; write 36MB</c> for <c>36 mb</c>. Nothing otherwise.</summary>
    internal static string Hint(string text)
    {
        var number = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[number..].Trim().ToUpperInvariant() switch
        {
            "B" or "BYTE" or "BYTES" => "",
            "K" or "KB" or "KIB" => "KB",
            "M" or "MB" or "MIB" => "MB",
            "G" or "GB" or "GIB" => "GB",
            _ => null,
        };
        var meant = text[..number] + unit;
        return unit is not null && TryParse(meant, out _) ? $"; write {meant}" : "";
    }

    /// <summary>In the largest unit that divides it.</summary>
    public override string ToString()
    {
        for (var i = Units.Length - 1; i >= 0; i--)
        {
            var (unit, shift) = Units[i];
            if (Bytes != 0 && Bytes % (1L << shift) == 0)
            {
                return $"{Bytes >> shift}{unit}";
            }
        }

        return Bytes.ToString(CultureInfo.InvariantCulture);
    }
}
