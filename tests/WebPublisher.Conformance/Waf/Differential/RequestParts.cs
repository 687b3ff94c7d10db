using System.Globalization;
using System.Text;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>A well-formed request in pieces, to be changed and put together again. Texts have a character for each octet.</summary>
internal sealed record RequestParts
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, encoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query without its question mark, encoded; null for none.</summary>
    public string? Query { get; init; }

    /// <summary><c>HTTP/1.1</c> or <c>HTTP/1.0</c>.</summary>
    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>The fields in order, without those that frame the body.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>The body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the body goes in chunks.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The first field of that name, or null.</summary>
    public string? Field(string name) => Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The same with that field alone of its name.</summary>
    public RequestParts With(string name, string value) =>
        this with { Fields = [.. Fields.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), (name, value)] };

    /// <summary>Takes a request apart.</summary>
    /// <returns>Null where every server would not read it in the same way.</returns>
    public static RequestParts? Of(byte[] octets)
    {
        if (PlainRequest.Read(octets) is not { IsWhole: true } plain || plain.Fields.Any(field => field.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var length = plain.Fields.Where(field => field.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).ToList();
        if (length.Count > 1 || (length.Count == 0 && plain.Body.Length > 0))
        {
            return null;
        }

        var question = plain.Target.IndexOf('?', StringComparison.Ordinal);
        var parts = new RequestParts
        {
            Method = plain.Method,
            Path = question < 0 ? plain.Target : plain.Target[..question],
            Query = question < 0 ? null : plain.Target[(question + 1)..],
            Protocol = plain.Protocol,
            Fields = [.. plain.Fields.Except(length)],
            Body = length.Count > 0 ? Encoding.Latin1.GetString(plain.Body) : null,
        };
        return WellFormed.Is(parts) ? parts : null;
    }

    /// <summary>Puts it together.</summary>
    public byte[] Octets()
    {
        var text = new StringBuilder($"{Method} {Path}{(Query is null ? "" : $"?{Query}")} {Protocol}\r\n");
        foreach (var (name, value) in Fields)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (Body is null)
        {
            text.Append("\r\n");
        }
        else if (IsChunked)
        {
            text.Append("Transfer-Encoding: chunked\r\n\r\n");
            for (var at = 0; at < Body.Length; at += 1000)
            {
                var chunk = Body.AsSpan(at, Math.Min(1000, Body.Length - at));
                text.Append(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n").Append(chunk).Append("\r\n");
            }

            text.Append("0\r\n\r\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n").Append(Body);
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
