namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Base64 of a header, with whatever is none of it left out.</summary>
internal static class LooseBase64
{
    public static IEnumerable<byte> Decode(string text)
    {
        var (group, count) = (0, 0);
        foreach (var character in text)
        {
            var value = character switch
            {
                >= 'A' and <= 'Z' => character - 'A',
                >= 'a' and <= 'z' => character - 'a' + 26,
                >= '0' and <= '9' => character - '0' + 52,
                '+' => 62,
                '/' => 63,
                _ => -1,
            };
            if (value < 0)
            {
                continue;
            }

            group = ((group << 6) | value) & 0xFFFFFF;
            if (++count % 4 != 1)
            {
                yield return (byte)(group >> (6 - (((count - 1) % 4) * 2)));
            }
        }
    }
}
