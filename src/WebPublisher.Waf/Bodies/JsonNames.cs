using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// Names the values of JSON by mod_security2's rules, its oddities with it: leaving an object or array takes off the last piece of the prefix up to a full stop, also where the
/// full stop is part of a key.
/// </summary>
internal sealed class JsonNames(TextArena arena) : IDisposable
{
    private readonly PooledBuffer<char> _prefix = new();
    private bool _hasPrefix;
    private ByteText? _key;
    private ByteText? _name;

    /// <summary>How deep the current place lies; an object at the top does not count.</summary>
    public int Depth { get; private set; }

    /// <summary>How many characters names took.</summary>
    public long Spent { get; private set; }

    /// <summary>The name of a value at the current place.</summary>
    public ByteText Current => _name ??= Compose();

    public void Begin()
    {
        _prefix.Clear();
        _hasPrefix = false;
        _key = null;
        _name = null;
        Depth = 0;
        Spent = 0;
    }

    /// <summary>A key up to its first NUL.</summary>
    public void SetKey(ByteText key)
    {
        var nul = key.Span.IndexOf('\0');
        _key = nul < 0 ? key : key.Slice(0, nul);
        _name = null;
    }

    /// <summary>Whether entering an object or array counts.</summary>
    public bool Enter(bool isObject)
    {
        if (_key is null && isObject)
        {
            return false;
        }

        if (_key is null)
        {
            _key = ByteText.FromString("array");
        }
        else if (_hasPrefix)
        {
            _prefix.Append(".");
        }

        var key = _key.GetValueOrDefault();
        _prefix.Append(key.Span);
        Spent += key.Length;
        _hasPrefix = true;
        _name = null;
        Depth++;
        return true;
    }

    public void Leave(bool isObject)
    {
        if (!_hasPrefix)
        {
            return;
        }

        var stop = _prefix.Span.LastIndexOf('.');
        _hasPrefix = stop >= 0;
        if (isObject)
        {
            _key = arena.Add(_prefix.Span[(stop + 1)..]);
            Spent += _key.Value.Length;
        }

        _prefix.Truncate(Math.Max(stop, 0));
        _name = null;
        Depth--;
    }

    public void Dispose() => _prefix.Dispose();

    private ByteText Compose()
    {
        var key = _key ?? default;
        if (!_hasPrefix)
        {
            return key;
        }

        var length = _prefix.Length + 1 + key.Length;
        Spent += length;
        var room = arena.Reserve(length);
        _prefix.Span.CopyTo(room);
        room[_prefix.Length] = '.';
        key.Span.CopyTo(room[(_prefix.Length + 1)..]);
        return arena.Commit(length);
    }
}
