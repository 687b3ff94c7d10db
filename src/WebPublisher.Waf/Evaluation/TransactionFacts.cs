using System.Net;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>What the publisher told of a request and its response, as it was sent.</summary>
internal sealed class TransactionFacts(TextArena arena)
{
    /// <summary>The client.</summary>
    public IPAddress? Client { get; set; }

    /// <summary>The client's port.</summary>
    public int ClientPort { get; set; }

    /// <summary>The address the client came to.</summary>
    public IPAddress? Server { get; set; }

    /// <summary>The port the client came to.</summary>
    public int ServerPort { get; set; }

    /// <summary>The request line.</summary>
    public ByteText Line { get; private set; }

    /// <summary>The method.</summary>
    public ByteText Method { get; private set; }

    /// <summary>The target as sent.</summary>
    public ByteText RawTarget { get; private set; }

    /// <summary>The protocol.</summary>
    public ByteText Protocol { get; private set; }

    /// <summary>The target without scheme and authority, and without a fragment: <see cref="Path"/> and query.</summary>
    public ByteText Uri { get; private set; }

    /// <summary>The path.</summary>
    public ByteText Path { get; private set; }

    /// <summary>The decoded path and the query.</summary>
    public ByteText DecodedUri { get; private set; }

    /// <summary>The path as the server understands it: <see cref="ServerPath"/>.</summary>
    public ByteText DecodedPath { get; private set; }

    /// <summary>What follows the first question mark.</summary>
    public ByteText Query { get; private set; }

    /// <summary>Whether there is a question mark.</summary>
    public bool HasQuery { get; private set; }

    /// <summary>The request's headers.</summary>
    public List<NamedText> RequestHeaders { get; } = [];

    /// <summary>The response's headers.</summary>
    public List<NamedText> ResponseHeaders { get; } = [];

    /// <summary>The response's status; 0 before there is one.</summary>
    public int Status { get; set; }

    /// <summary>The response's protocol.</summary>
    public ByteText ResponseProtocol { get; set; }

    /// <summary>Whether there is a <c>REQUEST_BODY</c>.</summary>
    public bool HasRequestBody { get; set; }

    /// <summary>The response's body, as far as it is looked into; only where rules look into it at all.</summary>
    public ByteText ResponseBody { get; set; }

    /// <summary>Whether there is a response body to look into.</summary>
    public bool HasResponseBody { get; set; }

    /// <summary>Takes the request line apart as Apache does (RFC 9112, section 3.2).</summary>
    public void SetRequest(ReadOnlySpan<char> method, ReadOnlySpan<char> rawTarget, ReadOnlySpan<char> protocol)
    {
        // HTTP/0.9 has no protocol in its line.
        var length = method.Length + 1 + rawTarget.Length + (protocol.IsEmpty ? 0 : 1 + protocol.Length);
        var line = arena.Reserve(length);
        ByteText.FromLatin1(method, line);
        line[method.Length] = ' ';
        ByteText.FromLatin1(rawTarget, line[(method.Length + 1)..]);
        if (!protocol.IsEmpty)
        {
            line[method.Length + 1 + rawTarget.Length] = ' ';
            ByteText.FromLatin1(protocol, line[(method.Length + rawTarget.Length + 2)..]);
        }

        Line = arena.Commit(length);
        Method = Line.Slice(0, method.Length);
        RawTarget = Line.Slice(method.Length + 1, rawTarget.Length);
        Protocol = protocol.IsEmpty ? ByteText.Empty : Line.Slice(method.Length + rawTarget.Length + 2);
        Uri = WithoutAuthority(RawTarget);
        var fragment = Uri.Span.IndexOf('#');
        Uri = fragment < 0 ? Uri : Uri.Slice(0, fragment);
        var question = Uri.Span.IndexOf('?');
        HasQuery = question >= 0;
        Path = HasQuery ? Uri.Slice(0, question) : Uri;
        Query = HasQuery ? Uri.Slice(question + 1, Uri.Length - question - 1) : ByteText.Empty;
        DecodedUri = Uri;
        DecodedPath = Path;
        if (!ServerPath.IsNormal(Path.Span))
        {
            NormalizePath(HasQuery ? Uri.Slice(question, Uri.Length - question) : ByteText.Empty);
        }
    }

    /// <summary>Keeps characters that stand for bytes.</summary>
    public ByteText Keep(ReadOnlySpan<char> latin1)
    {
        ByteText.FromLatin1(latin1, arena.Reserve(latin1.Length));
        return arena.Commit(latin1.Length);
    }

    /// <summary>The first header of a name; false where there is none.</summary>
    public static bool TryFind(List<NamedText> headers, ReadOnlySpan<char> name, out ByteText value)
    {
        foreach (var header in headers)
        {
            if (header.Name.Span.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        Client = null;
        Server = null;
        Line = Method = RawTarget = Protocol = Uri = Path = DecodedUri = DecodedPath = Query = default;
        HasQuery = false;
        HasRequestBody = false;
        RequestHeaders.Clear();
        ResponseHeaders.Clear();
        Status = 0;
        ResponseProtocol = default;
        ResponseBody = default;
        HasResponseBody = false;
    }

    private void NormalizePath(ByteText rest)
    {
        var room = arena.Reserve(Path.Length + rest.Length);
        var length = ServerPath.Normalize(Path.Span, room);
        rest.Span.CopyTo(room[length..]);
        DecodedUri = arena.Commit(length + rest.Length);
        DecodedPath = DecodedUri.Slice(0, length);
    }

    // RFC 9112, section 3.2.2: the absolute form. Apache takes scheme and authority off before rules see the path.
    private static ByteText WithoutAuthority(ByteText target)
    {
        var span = target.Span;
        var scheme = span.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || span[0] == '/' || span[..scheme].ContainsAny('/', '?', '#'))
        {
            return target;
        }

        var rest = span[(scheme + 3)..];
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? ByteText.Empty : target.Slice(scheme + 3 + end);
    }
}
