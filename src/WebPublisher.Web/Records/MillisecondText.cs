namespace WebPublisher.Web.Records;

/// <summary>
/// Writes a duration in milliseconds with up to three decimals, as a rounded <see cref="double"/> writes itself, but by whole numbers: the search for a double's shortest
/// digits takes four times as long.
/// </summary>
internal static class MillisecondText
{
    /// <summary>Appends a duration, which is not negative.</summary>
    public static void Append(ref Utf8Text text, TimeSpan duration)
    {
        var (whole, decimals) = Math.DivRem((long)Math.Round(duration.TotalMicroseconds), 1000);
        text.Append(whole);
        if (decimals == 0)
        {
            return;
        }

        ReadOnlySpan<byte> digits = [(byte)'.', (byte)('0' + (decimals / 100)), (byte)('0' + (decimals / 10 % 10)), (byte)('0' + (decimals % 10))];
        text.Append(digits.TrimEnd((byte)'0'));
    }
}
