namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>How text is written: what honest senders have no reason to do with letters.</summary>
internal static class Lettering
{
    // Without h and s, of which honest words pile up others: Rechtsschutz, Matchstick.
    private const string Consonants = "bcdfgjklmnpqrtvwxz";
    private const string Vowels = "aeiouy";

    /// <summary>Words in which letters of Latin stand beside letters of Greek or Cyrillic that look like them.</summary>
    public static int MixedWords(ReadOnlySpan<char> text)
    {
        var (count, latin, other) = (0, false, false);
        foreach (var character in text)
        {
            if (char.IsLetter(character))
            {
                latin |= character < '\u0250';
                other |= character is >= '\u0370' and < '\u0530';
                continue;
            }

            count += latin && other ? 1 : 0;
            (latin, other) = (false, false);
        }

        return count + (latin && other ? 1 : 0);
    }

    /// <summary>Letters of the mathematical alphabets (U+1D400 to U+1D7FF), which look like type in bold or italics and are found by no filter for words.</summary>
    public static int MathematicalLetters(ReadOnlySpan<char> text) => text.Count('\ud835');

    /// <summary>Characters without width amid text, other than the joiners of scripts that need them.</summary>
    public static int WidthlessCharacters(ReadOnlySpan<char> text) => text.Count('\u200b') + text.Count('\u2060') + text.Count('\ufeff') + text.Count('\u00ad');

    /// <summary>Pictures in the place of letters.</summary>
    public static int Pictures(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
        {
            count += character is (>= '\u2300' and < '\u2c00') or (>= '\ud83c' and <= '\ud83e') ? 1 : 0;
        }

        return count;
    }

    /// <summary>Which part of the letters are capitals, in hundredths; 0 of fewer than ten.</summary>
    public static int CapitalShare(ReadOnlySpan<char> text)
    {
        var (upper, lower) = (0, 0);
        foreach (var character in text)
        {
            upper += char.IsUpper(character) ? 1 : 0;
            lower += char.IsLower(character) ? 1 : 0;
        }

        return upper + lower < 10 ? 0 : 100 * upper / (upper + lower);
    }

    /// <summary>Whether a label or a local part looks as if made by a machine: long runs of consonants, digits strewn in, hardly a vowel.</summary>
    public static bool IsMachineMade(ReadOnlySpan<char> name)
    {
        if (name.Length < 6)
        {
            return false;
        }

        var (run, longest, changes, letters, vowels) = (0, 0, 0, 0, 0);
        for (var i = 0; i < name.Length; i++)
        {
            run = Consonants.Contains(name[i], StringComparison.Ordinal) ? run + 1 : 0;
            longest = Math.Max(longest, run);
            changes += i > 0 && char.IsAsciiDigit(name[i]) != char.IsAsciiDigit(name[i - 1]) ? 1 : 0;
            letters += char.IsAsciiLetter(name[i]) ? 1 : 0;
            vowels += Vowels.Contains(name[i], StringComparison.Ordinal) ? 1 : 0;
        }

        return longest >= 6 || changes >= 4 || (letters >= 9 && vowels * 6 < letters);
    }
}
