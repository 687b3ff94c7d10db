using System.Text;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>Reads the parameters of a query, and the fields of a form.</summary>
internal static class ParameterList
{
    /// <summary>Reads <c>a=1&amp;b=2</c>. What is not encoded is not copied.</summary>
    /// <param name="text">Without question mark; characters above 255 do not occur in it.</param>
    public static List<RequestParameter> Read(ReadOnlyMemory<char> text)
    {
        var parameters = new List<RequestParameter>();
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf('&');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.Span.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? default : pair[(equals + 1)..];
            parameters.Add(new RequestParameter(Decode(name), Decode(value)));
        }

        return parameters;
    }

    /// <summary>Reads the fields of <c>multipart/form-data</c> (RFC 7578) that are no files. Parts that are cut off are read as far as they are there.</summary>
    /// <param name="body">The body or its beginning.</param>
    /// <param name="boundary">What divides the parts.</param>
    public static List<RequestParameter> ReadMultipart(ReadOnlySpan<byte> body, string boundary)
    {
        var fields = new List<RequestParameter>();
        var divider = Encoding.Latin1.GetBytes($"--{boundary}");
        var start = body.IndexOf(divider);
        while (start >= 0)
        {
            body = body[(start + divider.Length)..];
            start = body.IndexOf(divider);
            ReadPart(start < 0 ? body : body[..start], fields);
        }

        return fields;
    }

    private static void ReadPart(ReadOnlySpan<byte> part, List<RequestParameter> fields)
    {
        var (headEnd, skip) = part.IndexOf("\r\n\r\n"u8) is var strict and >= 0 ? (strict, 4) : (part.IndexOf("\n\n"u8), 2);
        if (headEnd < 0)
        {
            return;
        }

        var head = Encoding.Latin1.GetString(part[..headEnd]);
        var filename = head.IndexOf("filename", StringComparison.OrdinalIgnoreCase);
        var name = head.IndexOf("name=", StringComparison.OrdinalIgnoreCase);
        if (name >= 0 && filename < 0)
        {
            var value = part[(headEnd + skip)..].TrimEnd("\r\n"u8);
            fields.Add(new RequestParameter(Attribute(head.AsSpan(name + "name=".Length)).AsMemory(), Encoding.Latin1.GetString(value).AsMemory()));
        }
    }

    private static string Attribute(ReadOnlySpan<char> text)
    {
        if (text.StartsWith('"'))
        {
            var rest = text[1..];
            var quote = rest.IndexOf('"');
            return (quote < 0 ? rest : rest[..quote]).ToString();
        }

        var end = text.IndexOfAny("; \r\n");
        return (end < 0 ? text : text[..end]).ToString();
    }

    private static ReadOnlyMemory<char> Decode(ReadOnlyMemory<char> text) => RepeatedDecoding.IsEncoded(text.Span) ? RepeatedDecoding.Parameter(text.Span).AsMemory() : text;
}
