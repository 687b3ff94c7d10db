using System.Numerics;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What is common to things that are different each time: numbers, names made by machines, sizes.</summary>
internal static class TokenShape
{
    private static readonly string[] s_numbers = [.. Enumerable.Range(0, 25).Select(length => $"#{length}")];

    /// <summary>A word; of a number, how long it is.</summary>
    public static ReadOnlySpan<char> OfWord(ReadOnlySpan<char> word)
        => word.ContainsAnyExceptInRange('0', '9') ? word : s_numbers[Math.Min(word.Length, s_numbers.Length - 1)];

    /// <summary>Two words side by side; <paramref name="pair"/> holds at least 64 characters.</summary>
    public static int Join(ReadOnlySpan<char> first, ReadOnlySpan<char> second, Span<char> pair)
    {
        first = OfWord(first);
        second = OfWord(second);
        first.CopyTo(pair);
        pair[first.Length] = ' ';
        second.CopyTo(pair[(first.Length + 1)..]);
        return first.Length + 1 + second.Length;
    }

    /// <summary>A piece of a path: a word as it is, anything else by its shape.</summary>
    public static string OfSegment(ReadOnlySpan<char> segment)
    {
        var isWord = segment.Length is >= 3 and <= 14;
        foreach (var character in segment)
        {
            isWord &= char.IsAsciiLetter(character);
        }

        return isWord ? segment.ToString().ToLowerInvariant() : Of(segment);
    }

    /// <summary>The order of letters, digits and signs, and about how long.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        Span<char> shape = stackalloc char[16];
        var length = 0;
        var last = '\0';
        foreach (var character in text)
        {
            var kind = char.IsAsciiDigit(character) ? '9' : char.IsUpper(character) ? 'A' : char.IsLetter(character) ? 'a' : character;
            if (kind != last)
            {
                shape[length++] = kind;
                last = kind;
            }

            if (length == 9)
            {
                break;
            }
        }

        return $"{shape[..length]}/{Size(text.Length)}";
    }

    /// <summary>0 to 3 as they are, then by powers of two.</summary>
    public static int Size(int number) => number <= 3 ? Math.Max(0, number) : BitOperations.Log2((uint)number) + 2;

    public static ReadOnlySpan<char> TopLevel(string host) => host.AsSpan(host.LastIndexOf('.') + 1);
}
