using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Parameters;

/// <summary>The encoding of values in parameters (RFC 3461 section 4): <c>+</c> and two upper-case hexadecimal digits for what a parameter cannot hold.</summary>
internal static class Xtext
{
    /// <summary>Decodes; false unless <paramref name="encoded"/> is xtext and means printable ASCII or spaces.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out string text)
    {
        text = "";
        var decoded = encoded.Length <= 512 ? stackalloc byte[encoded.Length] : new byte[encoded.Length];
        var count = 0;
        for (var index = 0; index < encoded.Length; index++)
        {
            int octet = encoded[index];
            if (octet is < 33 or > 126 or '=')
            {
                return false;
            }

            if (octet == '+')
            {
                if (index + 2 >= encoded.Length || Digit(encoded[index + 1]) is not (>= 0 and var high) || Digit(encoded[index + 2]) is not (>= 0 and var low))
                {
                    return false;
                }

                octet = (high << 4) | low;
                index += 2;
            }

            if (octet is < 32 or > 126)
            {
                return false;
            }

            decoded[count++] = (byte)octet;
        }

        text = Encoding.ASCII.GetString(decoded[..count]);
        return true;
    }

    /// <summary>Writes <paramref name="text"/>, which is printable ASCII, encoding no more than must be.</summary>
    public static void Write(IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(3 * text.Length);
        var count = 0;
        foreach (var character in text)
        {
            if (character is > ' ' and not '+' and not '=')
            {
                span[count++] = (byte)character;
                continue;
            }

            span[count++] = (byte)'+';
            span[count++] = (byte)"0123456789ABCDEF"[character >> 4];
            span[count++] = (byte)"0123456789ABCDEF"[character & 15];
        }

        output.Advance(count);
    }

    private static int Digit(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        _ => -1,
    };
}
