namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Collects the tokens of a message, at most <see cref="Most"/>.</summary>
internal sealed class TokenSet(TokenKey key)
{
    /// <summary>Tokens of a message: 4,000. Most have a few hundred.</summary>
    public const int Most = 4000;

    private readonly HashSet<uint> _ids = [];

    public void Add(TokenFamily family, ReadOnlySpan<char> kind, ReadOnlySpan<char> value)
    {
        if (_ids.Count >= Most)
        {
            return;
        }

        Span<char> token = stackalloc char[64];
        kind.CopyTo(token);
        value = value[..Math.Min(value.Length, token.Length - kind.Length)];
        value.CopyTo(token[kind.Length..]);
        var hash = (uint)(key.Hash((ulong)family, token[..(kind.Length + value.Length)]) >> 32);
        _ids.Add((hash & ~7u) | (uint)family);
    }

    public void Add(TokenFamily family, ReadOnlySpan<char> kind, int number)
    {
        Span<char> digits = stackalloc char[12];
        number.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
        Add(family, kind, digits[..length]);
    }

    public uint[] ToArray()
    {
        var ids = _ids.ToArray();
        Array.Sort(ids);
        return ids;
    }
}
