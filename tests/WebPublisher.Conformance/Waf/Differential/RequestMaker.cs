namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>Makes requests out of material: some as they are, some changed, some put together anew. All are well-formed, and the same seed makes the same requests.</summary>
internal sealed class RequestMaker
{
    private static readonly (string, string)[] s_browser = [("Host", "localhost"), ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"), ("Accept", "text/html,*/*")];
    private static readonly string[] s_names = ["q", "a", "_text", "_subject", "user", "id", "data[x]", "file", "url"];
    private static readonly string[] s_fields = ["User-Agent", "Referer", "X-Custom", "Accept-Language", "X-Forwarded-For", "X-Requested-With", "Accept", "Cache-Control", "Range", "Authorization"];

    // mod_security2 writes names out in full, and a line of Apache's log ends after some thousand characters.
    private const int LongestName = 60;

    private readonly Material _material;
    private readonly Random _random;
    private readonly ValueChanger _changer;

    /// <summary>Begins.</summary>
    /// <exception cref="FormatException">There is no request or no value in the material.</exception>
    public RequestMaker(Material material, int seed)
    {
        if (material.Requests.Count == 0 || material.Values.Count == 0)
        {
            throw new FormatException("there is nothing to make requests of");
        }

        (_material, _random) = (material, new Random(seed));
        _changer = new ValueChanger(_random);
    }

    /// <summary>The next request.</summary>
    public byte[] Next()
    {
        while (true)
        {
            var parts = _random.Next(10) switch
            {
                0 => Any(_material.Requests),
                < 4 => Changed(Any(_material.Requests)),
                _ => Made(),
            };
            parts = parts with { IsChunked = parts.Body is not null && parts.Protocol == "HTTP/1.1" && _random.Next(20) == 0 };
            if (WellFormed.Is(parts))
            {
                return parts.With("Connection", "close").Octets();
            }
        }
    }

    private RequestParts Changed(RequestParts request) => _random.Next(4) switch
    {
        0 when request.Query is { Length: > 0 } query => request with { Query = ChangedPairs(query) },
        1 when request.Body is { Length: > 0 } body && IsForm(request) => request with { Body = ChangedPairs(body) },
        <= 2 when request.Body is { Length: > 0 } body && !IsForm(request) => request with { Body = ChangedBody(body) },
        _ => ChangedField(request),
    };

    private static bool IsForm(RequestParts request) => request.Field("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private string ChangedPairs(string text)
    {
        var pairs = Material.Pairs(text).ToList();
        var at = _random.Next(pairs.Count);
        pairs[at] = (pairs[at].Name, Bodies.Encoded(_changer.Change(Material.Decoded(pairs[at].Value ?? pairs[at].Name), Value()), _random.Next(8) == 0));
        if (_random.Next(6) == 0)
        {
            pairs.Add(pairs[_random.Next(pairs.Count)]);
        }

        return string.Join('&', pairs.Select(pair => pair.Value is null ? pair.Name : $"{pair.Name}={pair.Value}"));
    }

    // The text as it stands, so that its form may break.
    private string ChangedBody(string body)
    {
        var at = _random.Next(body.Length);
        var length = Math.Min(_random.Next(1, 40), body.Length - at);
        return _random.Next(5) switch
        {
            0 => body[..at],
            1 => body.Remove(at, length),
            2 => body.Insert(at, body.Substring(at, length)),
            _ => string.Concat(body.AsSpan(0, at), _changer.Change(body.Substring(at, length), Value()), body.AsSpan(at + length)),
        };
    }

    private RequestParts ChangedField(RequestParts request)
    {
        var (name, value) = request.Fields[_random.Next(request.Fields.Count)];
        return name.Equals("Host", StringComparison.OrdinalIgnoreCase) || value.Length == 0 ? request.With(Any(s_fields), Bodies.Field(Value())) : request.With(name, Bodies.Field(_changer.Change(value, Value())));
    }

    private RequestParts Made()
    {
        var request = new RequestParts { Method = "GET", Path = "/", Fields = s_browser };
        for (var values = _random.Next(1, 4); values > 0; values--)
        {
            var value = _changer.Change(Value(), Value());
            if (_random.Next(5) > 0)
            {
                request = Placed(request, value);
                continue;
            }

            // In two halves, which may meet again behind the rules.
            var at = _random.Next(value.Length + 1);
            request = Placed(Placed(request, value[..at]), value[at..]);
        }

        return request;
    }

    private RequestParts Placed(RequestParts request, string value)
    {
        var name = _random.Next(6) == 0 ? Bodies.Encoded(AsName(value), isAll: false) : Any(s_names);
        var pair = $"{name}={Bodies.Encoded(value, _random.Next(8) == 0)}";
        return _random.Next(8) switch
        {
            0 or 1 => request with { Query = request.Query is { } query ? $"{query}&{pair}" : pair },
            2 => request.With("Cookie", request.Field("Cookie") is { } cookies ? $"{cookies}; {Cookie(value)}" : Cookie(value)),
            3 => request.With(Any(s_fields), Bodies.Field(value)),
            4 => request with { Path = request.Path + Bodies.Encoded(value, isAll: false).Replace('+', '_') },
            _ when request.Body is not null => request with { Query = pair },
            _ => WithBody(request with { Method = _random.Next(8) == 0 ? "PUT" : "POST" }, pair, value),
        };
    }

    private string Cookie(string value)
    {
        var isName = _random.Next(8) == 0;
        value = isName ? AsName(value) : value;
        var text = _random.Next(2) == 0 ? Bodies.Encoded(value, isAll: false) : Bodies.Field(value);
        return isName ? $"{text}=1" : $"{Any(s_names)}={text}";
    }

    private RequestParts WithBody(RequestParts request, string pair, string value) => _random.Next(9) switch
    {
        0 => (request with { Body = Json(value) }).With("Content-Type", _random.Next(4) == 0 ? "application/json; charset=utf-8" : "application/json"),
        1 => (request with { Body = $"<?xml version=\"1.0\"?><m a=\"{Bodies.Markup(_random.Next(3) == 0 ? value : "1")}\"><t>{Bodies.Markup(value)}</t></m>" }).With("Content-Type", Any(["text/xml", "application/xml", "application/soap+xml"])),
        2 or 3 => WithParts(request, value),
        4 => (request with { Path = "/reflect", Method = "POST", Body = $"{{\"status\":200,\"headers\":{{\"Content-Type\":\"{Any(["text/html", "text/plain", "application/json"])}\"}},\"body\":{Bodies.Quoted(value)}}}" }).With("Content-Type", "application/json"),
        5 => (request with { Body = value }).With("Content-Type", Any(["text/plain", "application/octet-stream"])),
        _ => (request with { Body = _random.Next(4) == 0 ? $"{pair}&b={Bodies.Encoded(Value(), isAll: false)}" : pair }).With("Content-Type", "application/x-www-form-urlencoded"),
    };

    private string Json(string value) => _random.Next(6) switch
    {
        0 => Bodies.Quoted(value),
        1 => $"{{{Bodies.Quoted(AsName(value))}:1}}",
        2 => $"[{Bodies.Quoted(value)},{Bodies.Quoted(Value())}]",
        3 => $"{{\"a\":{{\"b\":[1,{{\"c\":{Bodies.Quoted(value)}}}]}},\"d\":true}}",
        _ => $"{{\"{Any(s_names)}\":{Bodies.Quoted(value)}}}",
    };

    private RequestParts WithParts(RequestParts request, string value)
    {
        const string Boundary = "----frontier7MA4YWxk";
        var text = value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
        var (header, content) = _random.Next(8) switch
        {
            0 => ($"Content-Disposition: form-data; name=\"f\"; filename=\"{text.Replace("\"", "", StringComparison.Ordinal)}\"", "x"),
            1 => ($"Content-Disposition: form-data; name=\"{AsName(text).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", "x"),
            2 => ($"Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; x={text}", "x"),
            3 => ("Content-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain", value),
            _ => ($"Content-Disposition: form-data; name=\"{Any(s_names)}\"", value),
        };
        var body = Bodies.Multipart(Boundary, [(header, content), ("Content-Disposition: form-data; name=\"z\"", "1")]);
        return (request with { Body = body }).With("Content-Type", $"multipart/form-data; boundary={Boundary}");
    }

    private static string AsName(string value) => value.Length > LongestName ? value[..LongestName] : value;

    private string Value() => Any(_material.Values);

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
