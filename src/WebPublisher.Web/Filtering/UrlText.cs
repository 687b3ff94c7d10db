using System.Buffers;
using System.Text;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Filtering;

/// <summary>A URL as a back end understands it: the canonical path, and the query with its escapes decoded.</summary>
internal static class UrlText
{
    private const int StackLimit = 1024;

    // In UTF-8 a character takes three bytes at most for each of its UTF-16 units.
    private const int MostBytesPerUnit = 3;

    /// <summary>The first signature found in path and query, or null. A query that is encoded twice is looked through once more, decoded a second time.</summary>
    public static Signature? Find(SignatureSet signatures, CanonicalTarget target)
    {
        var room = (target.Path.Length * MostBytesPerUnit) + target.Query.Length;
        var rented = room > StackLimit ? ArrayPool<byte>.Shared.Rent(room) : null;
        var buffer = rented ?? stackalloc byte[StackLimit];
        try
        {
            var path = Encoding.UTF8.GetBytes(target.Path, buffer);
            var query = buffer.Slice(path, Encoding.ASCII.GetBytes(target.Query, buffer[path..]));
            var isEncoded = PercentDecoding.Changes(query);
            var length = isEncoded ? PercentDecoding.Decode(query, query) : query.Length;
            if (signatures.Find(buffer[..(path + length)]) is { } found)
            {
                return found;
            }

            return isEncoded && PercentDecoding.Changes(query[..length]) ? signatures.Find(buffer[..(path + PercentDecoding.Decode(query[..length], query))]) : null;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>The part of a URL that decodes to bytes above 127, <c>url</c> or <c>query</c>; null where all is ASCII.</summary>
    public static string? HighBitPlace(CanonicalTarget target)
    {
        if (!Ascii.IsValid(target.Path))
        {
            return "url";
        }

        var query = target.Query.AsSpan();
        for (var percent = query.IndexOf('%'); percent >= 0; percent = query.IndexOf('%'))
        {
            query = query[(percent + 1)..];
            if (IsHighBit(query))
            {
                return "query";
            }
        }

        return null;
    }

    /// <summary>Whether a query, decoded once, would change by being decoded again.</summary>
    public static bool ChangesTwice(string query)
    {
        if (!query.Contains('%', StringComparison.Ordinal))
        {
            return false;
        }

        var bytes = Encoding.ASCII.GetBytes(query);
        var decoded = bytes.AsSpan(0, PercentDecoding.Decode(bytes, bytes));
        return DecodedText.CanBeDecodedAgain(Encoding.Latin1.GetString(decoded));
    }

    private static bool IsHighBit(ReadOnlySpan<char> escape) =>
        (escape.Length >= 2 && char.IsAsciiHexDigit(escape[1]) && char.IsAsciiHexDigit(escape[0]) && escape[0] > '7')
        || (escape.Length >= 5 && (escape[0] | 0x20) == 'u' && IsBeyondAscii(escape.Slice(1, 4)));

    private static bool IsBeyondAscii(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            number = (number << 4) | Uri.FromHex(digit);
        }

        return number > 0x7F;
    }
}
