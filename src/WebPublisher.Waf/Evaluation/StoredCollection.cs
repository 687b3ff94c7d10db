using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>
/// A persistent collection: what rules remember of a client, a session or a user from one transaction to the next. Written at once and under a lock, so that counters of
/// transactions that run at the same time add up, which mod_security2 reaches by storing differences.
/// </summary>
internal sealed class StoredCollection
{
    /// <summary>How many members it may have; more are dropped.</summary>
    public const int MostMembers = 128;

    /// <summary>How long a name or a value may be; what is longer is cut.</summary>
    public const int LongestText = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredValue> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _key;
    private readonly long _created;
    private readonly long _lifetime;
    private int _updates;
    private long _updated;

    /// <summary>Begins a collection.</summary>
    /// <param name="key">What it is of.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="lifetime">Seconds it lives after it was last written.</param>
    public StoredCollection(string key, long now, long lifetime)
    {
        _key = key;
        _created = now;
        _lifetime = lifetime;
        Expires = now + lifetime;
    }

    /// <summary>When it is forgotten, seconds since 1970.</summary>
    public long Expires { get; private set; }

    /// <summary>Sets a member.</summary>
    public void Set(ReadOnlySpan<char> name, ReadOnlySpan<char> value, long now)
    {
        lock (_lock)
        {
            Store(name, Cut(value).ToString(), now);
        }
    }

    /// <summary>Adds to a member; never below zero.</summary>
    public void Add(ReadOnlySpan<char> name, int change, long now)
    {
        lock (_lock)
        {
            var value = Find(name, now) is { } member ? CDigits.Parse(member.Text) : 0;
            Store(name, Math.Max(0, unchecked(value + change)).ToString(), now);
        }
    }

    /// <summary>Takes a member away.</summary>
    public void Unset(ReadOnlySpan<char> name)
    {
        lock (_lock)
        {
            _members.GetAlternateLookup<ReadOnlySpan<char>>().Remove(Cut(name));
        }
    }

    /// <summary>Lets a member go at a time.</summary>
    public void Expire(ReadOnlySpan<char> name, long at)
    {
        lock (_lock)
        {
            var lookup = _members.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(Cut(name), out var member))
            {
                lookup[Cut(name)] = member with { Expires = at };
            }
        }
    }

    /// <summary>Takes an amount from a member for each so many seconds since the collection was last written.</summary>
    public void Deprecate(ReadOnlySpan<char> name, int amount, int seconds, long now)
    {
        lock (_lock)
        {
            if (_updated > 0 && Find(name, now) is { } member)
            {
                var left = CDigits.Parse(member.Text) - (amount * ((now - _updated) / seconds));
                Store(name, Math.Max(0, left).ToString(), now);
            }
        }
    }

    /// <summary>Adds the members that a selector means, the collection's own among them.</summary>
    public void Read(List<NamedText> into, TextArena arena, long now, bool isNew)
    {
        lock (_lock)
        {
            foreach (var (name, member) in _members)
            {
                if (member.Expires > now)
                {
                    into.Add(new NamedText(arena.Add(name), arena.Add(member.Text)));
                }
            }

            var minutes = (now - _created) / 60;
            into.Add(new NamedText(arena.Add("CREATE_TIME"), arena.AddNumber(_created)));
            into.Add(new NamedText(arena.Add("KEY"), arena.Add(_key)));
            into.Add(new NamedText(arena.Add("TIMEOUT"), arena.AddNumber(_lifetime)));
            into.Add(new NamedText(arena.Add("UPDATE_COUNTER"), arena.AddNumber(_updates)));
            into.Add(new NamedText(arena.Add("UPDATE_RATE"), arena.AddNumber(minutes > 0 ? _updates / minutes : _updates)));
            if (_updated > 0)
            {
                into.Add(new NamedText(arena.Add("LAST_UPDATE_TIME"), arena.AddNumber(_updated)));
            }

            if (isNew)
            {
                into.Add(new NamedText(arena.Add("IS_NEW"), arena.AddNumber(1)));
            }
        }
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text) => text.Length > LongestText ? text[..LongestText] : text;

    private StoredValue? Find(ReadOnlySpan<char> name, long now)
        => _members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Cut(name), out var member) && member.Expires > now ? member : null;

    private void Store(ReadOnlySpan<char> name, string text, long now)
    {
        var known = Find(name, now);
        if (known is null && _members.Count >= MostMembers)
        {
            return;
        }

        _members.GetAlternateLookup<ReadOnlySpan<char>>()[Cut(name)] = new StoredValue(text, known?.Expires ?? long.MaxValue);
        _updates++;
        _updated = now;
        Expires = now + _lifetime;
    }

    private readonly record struct StoredValue(string Text, long Expires);
}
