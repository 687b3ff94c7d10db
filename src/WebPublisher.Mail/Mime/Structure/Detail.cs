namespace WebPublisher.Mail.Mime.Structure;

/// <summary>What a finding shows of a message: printable, short.</summary>
internal static class Detail
{
    public static string Of(ReadOnlySpan<byte> octets, int length)
    {
        var shown = octets[..Math.Min(octets.Length, length)];
        return string.Create(shown.Length, shown, static (text, octets) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = octets[index] is >= 32 and < 127 ? (char)octets[index] : '.';
            }
        });
    }

    public static string Of(string text, int length)
    {
        var shown = text.AsSpan(0, Math.Min(text.Length, length));
        return shown.ContainsAnyExceptInRange(' ', '~')
            ? string.Create(shown.Length, shown, static (result, text) =>
            {
                for (var index = 0; index < result.Length; index++)
                {
                    result[index] = text[index] is >= ' ' and <= '~' ? text[index] : '.';
                }
            })
            : shown.ToString();
    }
}
