using System.Globalization;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>Messages of a telephone in WAP Binary XML (MS-ASWBXML): just those that a test sends, and the texts of any that it gets.</summary>
internal static class WapMessage
{
    private const byte End = 0x01;
    private const byte Text = 0x03;

    /// <summary>Asks for all folders.</summary>
    public static byte[] FolderSync => Message([0x00, 0x07, 0x56, 0x52, .. String("0"), End, End]);

    /// <summary>Asks what is new in a folder since <paramref name="key"/>; <c>0</c> begins.</summary>
    public static byte[] Sync(string folder, string key) =>
        Message([0x00, 0x00, 0x45, 0x5C, 0x4F, 0x4B, .. String(key), End, 0x52, .. String(folder), End, .. (byte[])(key == "0" ? [] : [0x13]), End, End, End]);

    /// <summary>Waits for something new in a folder.</summary>
    public static byte[] Ping(string folder, int seconds) => Message(
    [
        0x00, 0x0D, 0x45, 0x48, .. String(seconds.ToString(CultureInfo.InvariantCulture)), End, 0x49, 0x4A, 0x4B, .. String(folder), End, 0x4C, .. String("Email"), End,
        End, End, End,
    ]);

    /// <summary>The texts in a message, in their order.</summary>
    public static List<string> Strings(ReadOnlySpan<byte> message)
    {
        var strings = new List<string>();
        for (var i = 4; i < message.Length; i++)
        {
            if (message[i] == Text)
            {
                var rest = message[(i + 1)..];
                var length = rest.IndexOf((byte)0);
                strings.Add(Encoding.UTF8.GetString(rest[..length]));
                i += length + 1;
            }
        }

        return strings;
    }

    // Version 1.3, no public identifier, UTF-8, no string table.
    private static byte[] Message(ReadOnlySpan<byte> body) => [0x03, 0x01, 0x6A, 0x00, .. body];

    private static byte[] String(string text) => [Text, .. Encoding.UTF8.GetBytes(text), 0x00];
}
