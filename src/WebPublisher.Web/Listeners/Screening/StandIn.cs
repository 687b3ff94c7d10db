using System.Buffers;
using System.Text;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>
/// The request that Kestrel is given in the place of a refused one. It has of it what a record should tell and what cannot be read in two ways: the request line and the
/// host, if each of them is plain.
/// </summary>
internal static class StandIn
{
    private const int LongestLooked = 4 * 1024;
    private const int LongestHost = 255;

    private static readonly SearchValues<byte> s_host = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The request that stands for a head, or for the beginning of one.</summary>
    public static byte[] For(in ReadOnlySequence<byte> head)
    {
        var beginning = head.Slice(0, Math.Min(head.Length, LongestLooked)).ToArray();
        return Encoding.ASCII.GetBytes($"{RequestLine(beginning)} HTTP/1.1\r\nHost: {Host(beginning)}\r\nConnection: close\r\n\r\n");
    }

    private static string RequestLine(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("\r\n"u8);
        if (end < 0 || !Screening.RequestLine.TryRead(head[..end], out _))
        {
            return "GET /";
        }

        // Kestrel has rules of its own for CONNECT, for an asterisk, for URLs and for null characters.
        var line = head[..(end - " HTTP/1.1".Length)];
        return line[line.IndexOf((byte)' ') + 1] == '/' && !line.StartsWith("CONNECT "u8) && line.IndexOf("%00"u8) < 0 ? Encoding.ASCII.GetString(line) : "GET /";
    }

    private static string Host(ReadOnlySpan<byte> head)
    {
        var rest = head;
        while (rest.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var line = rest[..end];
            rest = rest[(end + 2)..];
            if (FieldLine.TryRead(line, out var name, out var value) && Ascii.EqualsIgnoreCase(name, "host"u8))
            {
                var host = value.Trim(" \t"u8);
                return host.Length > LongestHost || host.ContainsAnyExcept(s_host) ? "" : Encoding.ASCII.GetString(host);
            }
        }

        return "";
    }
}
