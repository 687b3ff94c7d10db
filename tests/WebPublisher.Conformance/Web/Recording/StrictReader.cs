using System.Buffers;
using System.Globalization;
using System.Text;
using WebPublisher.Conformance.Web.Cases;

namespace WebPublisher.Conformance.Web.Recording;

/// <summary>
/// Reads requests as RFC 9112 writes them and not otherwise: whatever it complains of in what a publisher sends, some front end would read in another way. Written apart from
/// the product's own readers, so that they do not share a mistake.
/// </summary>
internal static class StrictReader
{
    private const string TokenCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<byte> s_token = SearchValues.Create(Encoding.ASCII.GetBytes(TokenCharacters));
    private static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c != '\t').Append(127).Select(c => (byte)c)]);
    private static readonly SearchValues<byte> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly string[] s_framing = ["content-length", "transfer-encoding", "host"];

    /// <summary>Reads all that is there.</summary>
    public static RecordedStream Read(ReadOnlySpan<byte> stream)
    {
        var requests = new List<RecordedRequest>();
        var position = 0;
        while (position < stream.Length)
        {
            var rest = stream[position..];
            var end = rest.IndexOf("\r\n\r\n"u8);
            var careless = rest.IndexOf("\n\n"u8);
            if (careless >= 0 && (end < 0 || careless < end))
            {
                return new RecordedStream(requests, rest.Length, new Problem(ProblemKind.LineEnd, "a head that ends with bare line feeds"));
            }

            if (end < 0)
            {
                return new RecordedStream(requests, rest.Length, null);
            }

            var (request, error) = Request(stream, position, position + end);
            if (request is null)
            {
                return new RecordedStream(requests, rest.Length, error);
            }

            requests.Add(request);
            position = request.End;
            if (error is not null || !request.IsComplete)
            {
                return new RecordedStream(requests, stream.Length - position, error);
            }
        }

        return new RecordedStream(requests, 0, null);
    }

    private static (RecordedRequest? Request, Problem? Error) Request(ReadOnlySpan<byte> stream, int begin, int endOfHead)
    {
        var problems = new List<Problem>();
        var head = stream[begin..endOfHead];
        var endOfLine = head.IndexOf("\r\n"u8);
        var requestLine = endOfLine < 0 ? head : head[..endOfLine];
        if (!IsRequestLine(requestLine, out var method, out var target))
        {
            return (null, new Problem(ProblemKind.RequestLine, $"the request line {Quoted(requestLine)}"));
        }

        var fields = Fields(endOfLine < 0 ? default : head[(endOfLine + 2)..], problems);
        var request = new RecordedRequest { Method = method, Target = target, Fields = fields, Problems = problems };
        var body = endOfHead + 4;
        var lengths = request.Values("content-length").ToList();
        var codings = request.Values("transfer-encoding").ToList();
        Judge(request, lengths, codings, problems);
        if (codings.Count > 0 && codings[^1].Equals("chunked", StringComparison.OrdinalIgnoreCase))
        {
            var isComplete = Chunks(stream, ref body, problems, out var error);
            return (request with { End = body, IsComplete = isComplete && error is null }, error);
        }

        if (lengths.Count == 0 || !IsLength(lengths[0], out var length))
        {
            return (request with { End = body, IsComplete = true }, null);
        }

        var announced = (int)Math.Min(int.MaxValue, body + length);
        return (request with { End = Math.Min(stream.Length, announced), AnnouncedEnd = announced, IsComplete = stream.Length >= announced }, null);
    }

    private static void Judge(RecordedRequest request, List<string> lengths, List<string> codings, List<Problem> problems)
    {
        var hosts = request.Values("host").Count();
        if (hosts != 1)
        {
            problems.Add(new Problem(ProblemKind.Host, $"{hosts} Host fields"));
        }

        if (lengths.Count > 1)
        {
            problems.Add(new Problem(ProblemKind.ContentLength, $"Content-Length {string.Join(" and ", lengths)}"));
        }

        problems.AddRange(lengths.Where(length => !IsLength(length, out _)).Select(length => new Problem(ProblemKind.ContentLength, $"Content-Length '{length}'")));
        problems.AddRange(codings.Where(coding => !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)).Select(coding => new Problem(ProblemKind.TransferEncoding, $"Transfer-Encoding '{coding}'")));
        if (codings.Count + Math.Min(lengths.Count, 1) > 1)
        {
            problems.Add(new Problem(ProblemKind.BothFramings, "more than one framing field"));
        }

        foreach (var field in request.Fields)
        {
            var name = field.Name.ToLowerInvariant();
            if (name.Contains('_', StringComparison.Ordinal) && s_framing.Contains(name.Replace('_', '-'), StringComparer.Ordinal))
            {
                problems.Add(new Problem(ProblemKind.LookAlike, $"the field {field.Name}"));
            }
        }
    }

    private static List<Field> Fields(ReadOnlySpan<byte> lines, List<Problem> problems)
    {
        var fields = new List<Field>();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf("\r\n"u8);
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 2)..];
            if (line.ContainsAny((byte)'\r', (byte)'\n'))
            {
                problems.Add(new Problem(ProblemKind.LineEnd, $"a bare CR or LF in {Quoted(line)}"));
            }

            if (line.StartsWith(" "u8) || line.StartsWith("\t"u8))
            {
                problems.Add(new Problem(ProblemKind.FoldedLine, $"the folded line {Quoted(line)}"));
                continue;
            }

            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? line : line[..colon];
            if (colon <= 0 || name.ContainsAnyExcept(s_token))
            {
                problems.Add(new Problem(ProblemKind.FieldName, $"the field name {Quoted(name)}"));
            }

            if (colon < 0)
            {
                continue;
            }

            var value = line[(colon + 1)..];
            if (value.ContainsAny(s_controls))
            {
                problems.Add(new Problem(ProblemKind.ControlCharacter, $"control characters in {Quoted(line)}"));
            }

            fields.Add(new Field(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value).Trim(' ', '\t')));
        }

        return fields;
    }

    /// <summary>Whether the body is complete; <paramref name="position"/> is set to its end as far as it is there.</summary>
    private static bool Chunks(ReadOnlySpan<byte> stream, ref int position, List<Problem> problems, out Problem? error)
    {
        error = null;
        while (Line(stream, ref position, out var line))
        {
            var digits = line.IndexOfAnyExcept(s_hexadecimal);
            var size = digits < 0 ? line : line[..digits];
            var extension = line[size.Length..].TrimStart(" \t"u8);
            if (size.Length is 0 or > 16 || (size.Length < line.Length && !extension.StartsWith(";"u8)) || extension.ContainsAny(s_controls))
            {
                return Fail(new Problem(ProblemKind.Chunk, $"the chunk size {Quoted(line)}"), problems, out error);
            }

            if (!extension.IsEmpty)
            {
                problems.Add(new Problem(ProblemKind.ChunkExtension, $"the chunk extension {Quoted(extension)}"));
            }

            var length = ulong.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return Trailers(stream, ref position, problems);
            }

            if (length > (ulong)(stream.Length - position) || stream.Length - position < (int)length + 2)
            {
                position = stream.Length;
                return false;
            }

            position += (int)length;
            if (!stream[position..].StartsWith("\r\n"u8))
            {
                return Fail(new Problem(ProblemKind.Chunk, "a chunk that does not end with its size"), problems, out error);
            }

            position += 2;
        }

        return false;
    }

    private static bool Trailers(ReadOnlySpan<byte> stream, ref int position, List<Problem> problems)
    {
        while (Line(stream, ref position, out var line))
        {
            if (line.IsEmpty)
            {
                return true;
            }

            Fields(line, problems);
        }

        return false;
    }

    private static bool Line(ReadOnlySpan<byte> stream, ref int position, out ReadOnlySpan<byte> line)
    {
        var end = stream[position..].IndexOf("\r\n"u8);
        line = end < 0 ? default : stream.Slice(position, end);
        position = end < 0 ? stream.Length : position + end + 2;
        return end >= 0;
    }

    private static bool Fail(Problem problem, List<Problem> problems, out Problem? error)
    {
        problems.Add(problem);
        error = problem;
        return false;
    }

    private static bool IsRequestLine(ReadOnlySpan<byte> line, out string method, out string target)
    {
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        method = first <= 0 ? "" : Encoding.ASCII.GetString(line[..first]);
        target = last <= first ? "" : Encoding.Latin1.GetString(line[(first + 1)..last]);
        return first > 0
            && !line[..first].ContainsAnyExcept(s_token)
            && target.Length > 0
            && !target.AsSpan().ContainsAnyInRange('\0', ' ')
            && !target.Contains('\x7F', StringComparison.Ordinal)
            && line[(last + 1)..] is var version && (version.SequenceEqual("HTTP/1.1"u8) || version.SequenceEqual("HTTP/1.0"u8));
    }

    private static bool IsLength(string text, out long length)
    {
        length = 0;
        return text.Length is > 0 and <= 19 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length);
    }

    private static string Quoted(ReadOnlySpan<byte> octets) => '\'' + Octets.Escape(Encoding.Latin1.GetString(octets[..Math.Min(octets.Length, 80)])) + '\'';
}
