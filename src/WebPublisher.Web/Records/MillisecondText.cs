using System.Globalization;

namespace WebPublisher.Web.Records;

/// <summary>
/// A duration in milliseconds with up to three decimals, written as a rounded <see cref="double"/> writes itself, but by whole numbers: the search for a double's shortest
/// digits takes four times as long.
/// </summary>
/// <param name="duration">The duration, not negative; null is written as nothing.</param>
internal readonly struct MillisecondText(TimeSpan? duration) : ISpanFormattable
{
    private const int LongestText = 24;

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        if (duration is not { } known)
        {
            return true;
        }

        var (whole, decimals) = Math.DivRem((long)Math.Round(known.TotalMicroseconds), 1000);
        return decimals == 0 ? whole.TryFormat(destination, out charsWritten, default, provider)
            : decimals % 100 == 0 ? destination.TryWrite(provider, $"{whole}.{decimals / 100}", out charsWritten)
            : decimals % 10 == 0 ? destination.TryWrite(provider, $"{whole}.{decimals / 10:D2}", out charsWritten)
            : destination.TryWrite(provider, $"{whole}.{decimals:D3}", out charsWritten);
    }

    /// <inheritdoc/>
    public override string ToString() => ToString(format: null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        Span<char> text = stackalloc char[LongestText];
        TryFormat(text, out var length, default, formatProvider);
        return new string(text[..length]);
    }
}
