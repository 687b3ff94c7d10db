using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>A request as virtual patches see it: everything decoded until it does not change any more, and only what is asked for.</summary>
/// <param name="method">The method.</param>
/// <param name="target">The canonical URL.</param>
/// <param name="fields">The header.</param>
internal sealed class PatchedRequest(string method, CanonicalTarget target, IHeaderDictionary fields)
{
    // What no attack on a query's text can do without has a character that is not among these.
    private static readonly SearchValues<char> s_plain = SearchValues.Create("?&=_-.~,:@*ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private List<RequestParameter>? _parameters;
    private string? _decoded;

    /// <summary>The method.</summary>
    public string Method => method;

    /// <summary>The path, as a lenient server may read it: without path parameters, empty segments, trailing dots and cookieless sessions.</summary>
    public string Path => target.ReducedPath;

    /// <summary>The path as it is forwarded, decoded.</summary>
    public string WholePath => target.Path;

    /// <summary>The header.</summary>
    public IHeaderDictionary Fields => fields;

    /// <summary>The query as it was sent, with its question mark, or empty.</summary>
    public string Query => target.Query;

    /// <summary>Whether there is a query.</summary>
    public bool HasQuery => target.Query.Length > 1;

    /// <summary>Whether the query has nothing but letters, digits and what addresses and numbers need.</summary>
    public bool IsQueryPlain { get; } = !target.Query.AsSpan().ContainsAnyExcept(s_plain);

    /// <summary>Whether the query may have a parameter in whose name one of the texts is: a cheap question before <see cref="Parameters"/>. What is encoded may have any.</summary>
    public bool QueryMayName(SearchValues<string> texts) => HasQuery && (!IsQueryPlain || target.Query.AsSpan().ContainsAny(texts));

    /// <summary>The parameters of the query, in order, names as often as they occur.</summary>
    public List<RequestParameter> Parameters => _parameters ??= ParameterList.Read(target.Query.AsMemory(HasQuery ? 1 : target.Query.Length));

    /// <summary>Path and query as one text, decoded until it does not change any more.</summary>
    public string Decoded => _decoded ??= target.Query.Length == 0 ? target.ReducedPath : string.Concat(target.ReducedPath, RepeatedDecoding.Text(target.Query));

    /// <summary>Whether the body is a form, by what the header says of it.</summary>
    public bool HasForm => MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) || MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>The media type of the body, without parameters; empty for none.</summary>
    public ReadOnlySpan<char> MediaType
    {
        get
        {
            var type = fields.ContentType.ToString().AsSpan();
            var end = type.IndexOfAny(';', ',');
            return (end < 0 ? type : type[..end]).Trim();
        }
    }

    /// <summary>Whether the path is the one given or below it; case is ignored.</summary>
    /// <param name="path">Without slash at its end.</param>
    public bool IsBelow(ReadOnlySpan<char> path) =>
        Path.AsSpan().StartsWith(path, StringComparison.OrdinalIgnoreCase) && (Path.Length == path.Length || Path[path.Length] == '/');

    /// <summary>Whether the body is XML, by its media type, or by a path at which servers read nothing else whatever it is called.</summary>
    public bool HasXml =>
        MediaType.Contains("xml", StringComparison.OrdinalIgnoreCase) || Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || Path.EndsWith(".asmx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a segment of the path is the one given; case is ignored.</summary>
    public bool HasSegment(ReadOnlySpan<char> segment)
    {
        var path = Path.AsSpan();
        for (var start = 0; start < path.Length;)
        {
            var found = path[start..].IndexOf(segment, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            var begin = start + found;
            var end = begin + segment.Length;
            if (path[begin - 1] == '/' && (end == path.Length || path[end] == '/'))
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    /// <summary>The cookies, decoded; names as often as they occur.</summary>
    public IEnumerable<(string Name, string Value)> Cookies
    {
        get
        {
            foreach (var line in fields[HeaderNames.Cookie])
            {
                foreach (var cookie in (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    var equals = cookie.IndexOf('=', StringComparison.Ordinal);
                    yield return equals < 0 ? (cookie, "") : (cookie[..equals].TrimEnd(), RepeatedDecoding.Text(cookie.AsSpan(equals + 1).Trim()));
                }
            }
        }
    }

    /// <summary>Whether the Cookie fields have one of the texts somewhere. A cheap question before <see cref="Cookies"/>.</summary>
    public bool CookiesMention(SearchValues<string> texts)
    {
        foreach (var line in fields[HeaderNames.Cookie])
        {
            if (line.AsSpan().ContainsAny(texts))
            {
                return true;
            }
        }

        return false;
    }
}
