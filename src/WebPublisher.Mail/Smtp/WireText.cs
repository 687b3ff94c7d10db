using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace WebPublisher.Mail.Smtp;

/// <summary>Writes text and numbers as octets.</summary>
internal static class WireText
{
    /// <summary>Writes <paramref name="text"/> in UTF-8, which is ASCII wherever the grammar allows nothing else.</summary>
    public static void Text(this IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    /// <summary>Writes a number in decimal.</summary>
    public static void Number(this IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
