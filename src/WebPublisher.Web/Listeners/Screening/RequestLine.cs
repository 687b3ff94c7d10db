using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>The first line of a request: a method, a target and a version with one space between each (RFC 9112 section 3).</summary>
internal static class RequestLine
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="isHttp10">Whether the version is 1.0 rather than 1.1.</param>
    /// <returns>False when it is anything else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out bool isHttp10)
    {
        isHttp10 = line.EndsWith(" HTTP/1.0"u8);
        if (!isHttp10 && !line.EndsWith(" HTTP/1.1"u8))
        {
            return false;
        }

        line = line[..^" HTTP/1.1".Length];
        var end = line.IndexOfAnyExcept(FieldLine.Token);

        // Visible ASCII: a target is one word, whoever divides the line.
        return end > 0 && line[end] == ' ' && line.Length > end + 1 && !line[(end + 1)..].ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }

    /// <summary>The refusal of a line that is not as it should be. Its text is not told: a target may hold secrets.</summary>
    public static Denial Refuse(ReadOnlySpan<byte> line) => new(
        DenialReason.MalformedRequest,
        line.EndsWith(" HTTP/1.1"u8) || line.EndsWith(" HTTP/1.0"u8)
            ? "the method is no token, or the target is not one word of visible ASCII"
            : $"the request line does not end in a version that is served, or holds control characters; it begins with '{FieldLine.Text(line[..Math.Min(line.Length, 8)])}'");
}
