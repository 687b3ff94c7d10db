using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// Reads JSON (RFC 8259) into arguments as mod_security2's msc_json.c with yajl 2 does: the value of <c>b</c> in <c>{"a":{"b":1}}</c> is the argument <c>a.b</c>, members of an
/// array <c>a</c> are each <c>a.a</c>, those of an array at the top <c>array.array</c>. Values before an error are kept.
/// </summary>
/// <remarks>
/// System.Text.Json is no substitute: yajl takes vertical tabs for white space, lone surrogates and overlong UTF-8, and rules must see what such texts say. It reads no
/// recursion; what it may spend is bounded by <see cref="BodyLimits"/>.
/// </remarks>
internal sealed class JsonBody(TextArena arena, ParsedBody parsed) : IDisposable
{
    private const string Malformed = "JSON: the body is malformed";
    private const string NamesTooLong = "JSON: the names of the arguments are too long";

    private readonly JsonNames _names = new(arena);
    private readonly List<bool> _containers = [];
    private BodyLimits _limits = BodyLimits.Default;
    private string? _error;

    /// <summary>What may stand next.</summary>
    private enum Expected
    {
        Value,
        ValueOrEnd,
        Key,
        KeyOrEnd,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>Reads a body; nothing is said of an empty one.</summary>
    /// <param name="body">The body.</param>
    /// <param name="isWhole">False where it is the beginning of one: the beginning of a string at its end is then a value.</param>
    /// <param name="limits">What it may spend.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Read(ReadOnlySpan<byte> body, bool isWhole, BodyLimits limits)
    {
        _limits = limits;
        _names.Begin();
        _containers.Clear();
        var tokens = new JsonTokens(body);
        var expected = Expected.Value;
        _error = null;
        while (tokens.TryNext(out var token))
        {
            if (!Take(token, tokens, ref expected))
            {
                return Malformed;
            }

            if (_error is not null)
            {
                return _error;
            }
        }

        if (!isWhole && (!tokens.IsMalformed || tokens.IsCutShort))
        {
            if (tokens.IsInString && expected is Expected.Value or Expected.ValueOrEnd)
            {
                Add(JsonText.Decode(tokens.Text, tokens.HasEscapes, arena));
            }

            return _error;
        }

        return tokens.IsMalformed ? Malformed : expected != Expected.Nothing && !body.IsEmpty ? "JSON: the body breaks off" : null;
    }

    public void Dispose() => _names.Dispose();

    private bool Take(JsonToken token, in JsonTokens tokens, ref Expected expected)
    {
        switch (token)
        {
            case JsonToken.BeginObject or JsonToken.BeginArray when expected is Expected.Value or Expected.ValueOrEnd:
                Begin(token == JsonToken.BeginObject);
                expected = token == JsonToken.BeginObject ? Expected.KeyOrEnd : Expected.ValueOrEnd;
                return true;
            case JsonToken.EndObject when expected is Expected.KeyOrEnd || (expected == Expected.CommaOrEnd && _containers[^1]):
            case JsonToken.EndArray when expected is Expected.ValueOrEnd || (expected == Expected.CommaOrEnd && !_containers[^1]):
                End(token == JsonToken.EndObject);
                expected = AfterValue;
                return true;
            case JsonToken.String when expected is Expected.Key or Expected.KeyOrEnd:
                _names.SetKey(JsonText.Decode(tokens.Text, tokens.HasEscapes, arena));
                expected = Expected.Colon;
                return true;
            case JsonToken.Colon when expected == Expected.Colon:
                expected = Expected.Value;
                return true;
            case JsonToken.Comma when expected == Expected.CommaOrEnd:
                expected = _containers[^1] ? Expected.Key : Expected.Value;
                return true;
            case JsonToken.String or JsonToken.Other or JsonToken.Null when expected is Expected.Value or Expected.ValueOrEnd:
                Add(token == JsonToken.Null ? default : JsonText.Decode(tokens.Text, tokens.HasEscapes, arena));
                expected = AfterValue;
                return true;
            default:
                return false;
        }
    }

    private Expected AfterValue => _containers.Count == 0 ? Expected.Nothing : Expected.CommaOrEnd;

    private void Begin(bool isObject)
    {
        _containers.Add(isObject);
        if (!_names.Enter(isObject))
        {
            return;
        }

        if (_names.Depth > _limits.JsonDepth)
        {
            _error = "JSON: objects and arrays lie too deep";
        }
        else if (_names.Spent > _limits.JsonNamesLength)
        {
            _error = NamesTooLong;
        }
    }

    private void End(bool isObject)
    {
        _containers.RemoveAt(_containers.Count - 1);
        _names.Leave(isObject);
    }

    private void Add(ByteText value)
    {
        var name = _names.Current;
        if (_names.Spent > _limits.JsonNamesLength)
        {
            _error = NamesTooLong;
            return;
        }

        if (!parsed.AddArgument(new NamedText(name, value), _limits))
        {
            _error = parsed.Error;
        }
    }
}
