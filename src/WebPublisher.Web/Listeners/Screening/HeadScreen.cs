using System.Buffers.Text;
using System.Text;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>
/// Judges the head of an HTTP/1.1 request on the bytes that arrived, before anybody has read anything into them. Kestrel reads more than RFC 9112 allows and keeps of it only
/// what it understood: a Content-Length of <c>+5</c> is 5 by the time a rule could look at it.
/// </summary>
internal static class HeadScreen
{
    /// <summary>Bytes of a head that is served.</summary>
    public const int LongestHead = KestrelSettings.MaximumRequestLine + KestrelSettings.MaximumHeaderBytes;

    private const int MostDigits = 19;

    /// <summary>The length of the head that <paramref name="bytes"/> begin with, or -1 when its end is not there.</summary>
    /// <param name="bytes">What has come.</param>
    /// <param name="searched">How much of it was searched before.</param>
    public static int EndOfHead(ReadOnlySpan<byte> bytes, int searched)
    {
        var from = Math.Clamp(searched - 3, 0, bytes.Length);
        var end = bytes[from..].IndexOf("\r\n\r\n"u8);
        return end < 0 ? -1 : from + end + 4;
    }

    /// <summary>Judges a head whose end is not there, so that nobody waits for the rest of one that is refused anyway.</summary>
    /// <param name="head">What has come.</param>
    /// <param name="searched">How much of it was looked at before.</param>
    /// <param name="body">Nothing.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? ExamineBeginning(ReadOnlySpan<byte> head, int searched, out AnnouncedBody body)
    {
        body = default;
        if (!head.IsEmpty && head[0] != '\r' && !FieldLine.Token.Contains(head[0]))
        {
            return RequestLine.Refuse(head);
        }

        for (var at = searched; head[at..].IndexOf((byte)'\n') is >= 0 and var feed; at += feed + 1)
        {
            if (at + feed == 0 || head[at + feed - 1] != '\r')
            {
                return new Denial(DenialReason.MalformedRequest, "a bare line feed in the header");
            }
        }

        return RefuseLength(head);
    }

    /// <summary>Judges a head.</summary>
    /// <param name="head">From the request line to the empty line that ends it.</param>
    /// <param name="body">What follows it.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Examine(ReadOnlySpan<byte> head, out AnnouncedBody body)
    {
        body = default;
        if (RefuseLength(head) is { } tooLong)
        {
            return tooLong;
        }

        if (!FieldLine.TryCut(ref head, out var line) || !RequestLine.TryRead(line, out var isHttp10))
        {
            return RequestLine.Refuse(line);
        }

        var requestLine = line;
        scoped ReadOnlySpan<byte> host = default;
        var (hosts, lengths, codings, fields) = (0, 0, 0, 0);
        while (true)
        {
            if (!FieldLine.TryCut(ref head, out line))
            {
                return new Denial(DenialReason.InvalidHeader, $"a control character or a bare line end behind '{FieldLine.Text(Name(line))}'");
            }

            if (line.IsEmpty)
            {
                break;
            }

            if (!FieldLine.TryRead(line, out var name, out var value))
            {
                return FieldLine.Refuse(line);
            }

            if (++fields > KestrelSettings.MaximumFields)
            {
                return new Denial(DenialReason.HeaderTooLarge, $"more than {KestrelSettings.MaximumFields} fields");
            }

            // By length first: nearly no other field has one of these.
            switch (name.Length)
            {
                case 4 when Is(name, "host"u8):
                    hosts++;
                    host = Trim(value);
                    break;
                case 14 when Is(name, "content-length"u8):
                    lengths++;
                    if (!TryReadLength(value, out var length))
                    {
                        return new Denial(DenialReason.InvalidFraming, $"Content-Length '{FieldLine.Text(value)}'");
                    }

                    body = body with { Length = length };
                    break;
                case 17 when Is(name, "transfer-encoding"u8):
                    codings++;
                    if (!Ascii.EqualsIgnoreCase(Trim(value), "chunked"u8))
                    {
                        return new Denial(DenialReason.InvalidFraming, $"Transfer-Encoding '{FieldLine.Text(value)}'");
                    }

                    body = body with { IsChunked = true };
                    break;
                case 14 or 17 when LooksLikeFraming(name):
                    return new Denial(DenialReason.InvalidFraming, $"field '{FieldLine.Text(name)}'");
                default:
                    break;
            }
        }

        return Judge(hosts, lengths, codings, isHttp10)
            ?? RequestTarget.Examine(requestLine, host)
            ?? (isHttp10 && lengths + codings == 0 && RequestTarget.NeedsLength(requestLine) ? new Denial(DenialReason.InvalidFraming, "no Content-Length in HTTP/1.0") : null);
    }

    private static Denial? RefuseLength(ReadOnlySpan<byte> head)
    {
        if (head.Length <= KestrelSettings.MaximumRequestLine)
        {
            return null;
        }

        var line = head.IndexOf("\r\n"u8);
        if (line < 0 || line > KestrelSettings.MaximumRequestLine)
        {
            return new Denial(DenialReason.TargetTooLong, $"a request line of more than {KestrelSettings.MaximumRequestLine} bytes");
        }

        return head.Length - line > KestrelSettings.MaximumHeaderBytes ? new Denial(DenialReason.HeaderTooLarge, $"a header of more than {KestrelSettings.MaximumHeaderBytes} bytes") : null;
    }

    private static Denial? Judge(int hosts, int lengths, int codings, bool isHttp10)
    {
        // RFC 9112 section 6.1: both fields, or a coding in HTTP/1.0, is how requests are smuggled.
        if (lengths + codings > 1)
        {
            return new Denial(DenialReason.InvalidFraming, $"{lengths} Content-Length and {codings} Transfer-Encoding fields");
        }

        if (codings > 0 && isHttp10)
        {
            return new Denial(DenialReason.InvalidFraming, "Transfer-Encoding in HTTP/1.0");
        }

        // RFC 9112 section 3.2: exactly one. HTTP/1.0 may do without; admission says what comes of that.
        return hosts > 1 || (hosts == 0 && !isHttp10) ? new Denial(DenialReason.InvalidHost, $"{hosts} Host fields") : null;
    }

    // 1*DIGIT (RFC 9110 section 8.6), and no list of it: several equal values are read as one by some and as none by others.
    private static bool TryReadLength(ReadOnlySpan<byte> value, out long length)
    {
        value = Trim(value);
        length = 0;
        return value.Length is > 0 and <= MostDigits
            && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(value, out length, out var read)
            && read == value.Length;
    }

    // Front ends that follow CGI read Content_Length as Content-Length.
    private static bool LooksLikeFraming(ReadOnlySpan<byte> name)
    {
        if (!name.Contains((byte)'_'))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[name.Length];
        name.Replace(plain, (byte)'_', (byte)'-');
        return Is(plain, "content-length"u8) || Is(plain, "transfer-encoding"u8);
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon < 0 ? line : line[..colon];
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase) => Ascii.EqualsIgnoreCase(name, lowerCase);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t"u8);
}
