using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Waf;

namespace WebPublisher.Web.Firewall;

/// <summary>Shows the rules the fields of a request: as they came, a character for each byte.</summary>
internal static class FirewallFields
{
    private const string CodingField = "\nTransfer-Encoding:";

    /// <summary>Shows the fields that Kestrel has read: those of HTTP/2.</summary>
    public static void Add(Transaction transaction, HttpRequest request)
    {
        foreach (var (name, values) in request.Headers)
        {
            // HTTP/2 divides the cookies among several fields (RFC 9113 section 8.2.3); they are one list all the same.
            if (values.Count > 1 && HttpProtocol.IsHttp2(request.Protocol) && name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase))
            {
                transaction.AddRequestHeader(name, string.Join("; ", values.ToArray()));
                continue;
            }

            foreach (var value in values)
            {
                transaction.AddRequestHeader(name, value);
            }
        }
    }

    /// <summary>
    /// Shows a head of HTTP/1.1 as it came. One that was refused is read as other servers read it: a coding of the transfer makes its length void (RFC 9112 section 6.3), and
    /// a line with a bare CR or a null character in it is no field.
    /// </summary>
    /// <param name="transaction">The rules.</param>
    /// <param name="head">The bytes, from the request line on; perhaps not to their end.</param>
    public static void Add(Transaction transaction, ReadOnlySpan<byte> head)
    {
        var rented = ArrayPool<char>.Shared.Rent(head.Length);
        var text = rented.AsSpan(0, Encoding.Latin1.GetChars(head, rented));
        var rest = (ReadOnlySpan<char>)text;
        SetRequest(transaction, Cut(ref rest));
        var isCoded = rest.StartsWith(CodingField.AsSpan(1), StringComparison.OrdinalIgnoreCase) || rest.Contains(CodingField, StringComparison.OrdinalIgnoreCase);
        while (!rest.IsEmpty)
        {
            var line = Cut(ref rest);
            if (line.IsEmpty)
            {
                break;
            }

            var colon = line.IndexOf(':');
            if (colon > 0 && !line.ContainsAny('\r', '\0') && !(isCoded && line[..colon].Trim(" \t").Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)))
            {
                transaction.AddRequestHeader(line[..colon].Trim(" \t"), line[(colon + 1)..].Trim(" \t"));
            }
        }

        ArrayPool<char>.Shared.Return(rented, clearArray: true);
    }

    private static void SetRequest(Transaction transaction, ReadOnlySpan<char> line)
    {
        var first = line.IndexOf(' ');
        var last = line.LastIndexOf(' ');
        var method = first < 0 ? line : line[..first];
        var target = last > first ? line[(first + 1)..last] : first < 0 ? [] : line[(first + 1)..];
        transaction.SetRequest(method, target, last > first ? line[(last + 1)..] : "HTTP/0.9");
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest)
    {
        var feed = rest.IndexOf('\n');
        var line = feed < 0 ? rest : rest[..feed];
        rest = feed < 0 ? [] : rest[(feed + 1)..];
        return line.TrimEnd('\r');
    }
}
