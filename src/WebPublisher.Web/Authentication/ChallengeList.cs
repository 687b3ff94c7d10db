using System.Buffers;
using System.Text;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Authentication;

/// <summary>
/// The challenges of one WWW-Authenticate field line (RFC 9110 section 11.6.1). A comma stands between challenges as well as between the parameters of one, so
/// <c>Negotiate, Basic realm="a, b", charset="UTF-8"</c> holds two.
/// </summary>
/// <param name="value">The line's value. What is malformed is taken for a part of the challenge before it.</param>
internal ref struct ChallengeList(ReadOnlySpan<char> value)
{
    private static readonly SearchValues<char> s_token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private ReadOnlySpan<char> _rest = value;

    /// <summary>The challenge that was moved to: a scheme with what belongs to it, without white space around.</summary>
    public ReadOnlySpan<char> Current { get; private set; } = default;

    /// <summary>Whether a challenge carries a token (token68), which makes it a leg of a handshake rather than an offer of one.</summary>
    public static bool HasToken(ReadOnlySpan<char> challenge)
    {
        var end = challenge.IndexOfAny(' ', '\t');
        return end >= 0 && !challenge[end..].TrimStart().IsEmpty;
    }

    /// <summary>The line without the challenges of schemes that do not pass; the same string when all do, empty when none does.</summary>
    public static string Passing(string value, AuthenticationSchemes pass)
    {
        if (pass == AuthenticationSchemes.All)
        {
            return value;
        }

        var kept = new StringBuilder(value.Length);
        var removed = false;
        foreach (var challenge in new ChallengeList(value))
        {
            if ((SchemeName.Of(challenge) & pass) == AuthenticationSchemes.None)
            {
                removed = true;
                continue;
            }

            kept.Append(kept.Length == 0 ? "" : ", ").Append(challenge);
        }

        return removed ? kept.ToString() : value;
    }

    /// <summary>Walks over the challenges.</summary>
    public readonly ChallengeList GetEnumerator() => this;

    /// <summary>Moves to the next challenge.</summary>
    public bool MoveNext()
    {
        _rest = _rest.TrimStart(" \t,");
        if (_rest.IsEmpty)
        {
            return false;
        }

        // The first element begins a challenge whatever it looks like; further elements belong to it until one begins with a scheme.
        var end = ElementEnd(_rest, 0);
        while (end < _rest.Length && !BeginsChallenge(_rest[(end + 1)..]))
        {
            end = ElementEnd(_rest, end + 1);
        }

        Current = _rest[..end].TrimEnd(" \t,");
        _rest = _rest[end..];
        return true;
    }

    /// <summary>The comma that ends the element at <paramref name="start"/>, or the end. One inside a quoted string (RFC 9110 section 5.6.4) ends nothing.</summary>
    private static int ElementEnd(ReadOnlySpan<char> text, int start)
    {
        var quoted = false;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when quoted:
                    i++;
                    break;
                case ',' when !quoted:
                    return i;
            }
        }

        return text.Length;
    }

    /// <summary>Whether an element begins with a scheme, rather than being a parameter (<c>token BWS "=" BWS value</c>) or nothing at all.</summary>
    private static bool BeginsChallenge(ReadOnlySpan<char> element)
    {
        element = element.TrimStart(" \t");
        var name = element.IndexOfAnyExcept(s_token);
        return !element.IsEmpty && name != 0 && (name < 0 || !element[name..].TrimStart(" \t").StartsWith('='));
    }
}
