using System.Collections.Frozen;

namespace WebPublisher.Web.Records;

/// <summary>
/// Makes a query fit for a log. Values become <c>*</c> unless the operator has listed the parameter's name; names stay, because an investigation needs them, except
/// where the name may itself be the secret. The result is printable ASCII of at most <see cref="MaximumLength"/> characters.
/// </summary>
public static class QueryRedaction
{
    /// <summary>Longest result in characters, its ellipsis included.</summary>
    public const int MaximumLength = 1024;

    private const int MaximumName = 64;
    private const int MaximumValue = 256;

    // 16 characters of base64 hold 96 bits: the shortest credential anybody should issue.
    private const int ShortestToken = 16;

    /// <summary>Redacts a query into a new string.</summary>
    /// <param name="query">As sent, with or without its question mark.</param>
    /// <param name="loggable">Names whose values may be kept; compared as they stand in the query, so that an encoded spelling is redacted.</param>
    /// <returns>The query without question mark; the empty string, and nothing allocated, when there is none.</returns>
    public static string Redact(string query, FrozenSet<string> loggable)
    {
        if (query.Length < 2)
        {
            return "";
        }

        Span<char> buffer = stackalloc char[MaximumLength];
        return new string(buffer[..Redact(query, loggable, buffer)]);
    }

    /// <summary>Redacts a query into <paramref name="destination"/> and allocates nothing.</summary>
    /// <param name="query">As sent, with or without its question mark.</param>
    /// <param name="loggable">Names whose values may be kept.</param>
    /// <param name="destination">At least <see cref="MaximumLength"/> characters.</param>
    /// <returns>How many characters were written.</returns>
    public static int Redact(ReadOnlySpan<char> query, FrozenSet<string> loggable, Span<char> destination)
    {
        if (query is ['?', ..])
        {
            query = query[1..];
        }

        if (query.IsEmpty)
        {
            return 0;
        }

        var names = loggable.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = new BoundedText(destination[..MaximumLength]);
        while (!text.IsFull)
        {
            // Some front ends split at semicolons as well (HTML 4.01, appendix B.2.2). Splitting too often only hides more.
            var end = query.IndexOfAny('&', ';');
            Append(ref text, end < 0 ? query : query[..end], names);
            if (end < 0)
            {
                break;
            }

            text.Append(query[end]);
            query = query[(end + 1)..];
        }

        return text.Length;
    }

    private static void Append(ref BoundedText text, ReadOnlySpan<char> parameter, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> names)
    {
        if (parameter.IsEmpty)
        {
            return;
        }

        var equals = parameter.IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? parameter : parameter[..equals];
        ReadOnlySpan<char> value = equals < 0 ? [] : parameter[(equals + 1)..];
        if (name.Length <= MaximumName && names.Contains(name))
        {
            text.AppendEncoded(name, MaximumName);
            if (equals >= 0)
            {
                text.Append('=');
                text.AppendEncoded(value, MaximumValue);
            }

            return;
        }

        // A name may be the secret: a bare query string, base64 whose padding looks like an empty value, a pair that was encoded as a whole, or just too long for a name.
        var padded = name.Length >= ShortestToken && value.Trim('=').IsEmpty;
        if (equals < 0 || padded || name.Contains("%3D", StringComparison.OrdinalIgnoreCase))
        {
            text.Append('*');
            return;
        }

        if (name.Length > MaximumName)
        {
            text.Append('*');
        }
        else
        {
            text.AppendEncoded(name, MaximumName);
        }

        text.Append('=');
        if (!value.IsEmpty)
        {
            text.Append('*');
        }
    }
}
