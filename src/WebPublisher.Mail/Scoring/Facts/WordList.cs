namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>The words of a text, in lower case, in their order: runs of letters and digits, with hyphens and apostrophes within. At most <see cref="Most"/>.</summary>
internal sealed class WordList
{
    /// <summary>Words that are taken of a text: 4,000.</summary>
    public const int Most = 4000;

    // Longer runs are no words: encoded data, addresses without a scheme.
    private const int LongestWord = 24;

    private readonly string _text;
    private readonly List<(int Start, int Length)> _words = [];

    private WordList(string text) => _text = text;

    public int Count => _words.Count;

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_words[index].Start, _words[index].Length);

    /// <summary>Cuts a text, of which at most <paramref name="mostCharacters"/> are looked at.</summary>
    public static WordList Of(string text, int mostCharacters)
    {
        var words = new WordList((text.Length > mostCharacters ? text[..mostCharacters] : text).ToLowerInvariant());
        words.Cut();
        return words;
    }

    private void Cut()
    {
        var at = 0;
        while (at < _text.Length && _words.Count < Most)
        {
            if (!IsStart(_text[at]))
            {
                at++;
                continue;
            }

            var start = at++;
            while (at < _text.Length && (IsLetterOrDigit(_text[at]) || _text[at] is '\'' or '-' or '\u2019'))
            {
                at++;
            }

            // A single letter tells nothing; a single sign of an ideographic script is a word.
            if (at - start <= LongestWord && (at - start > 1 || _text[start] > '\u007f' || _text[start] == '$'))
            {
                _words.Add((start, at - start));
            }
        }
    }

    private static bool IsStart(char character) => IsLetterOrDigit(character) || character is '$' or '\u20ac' or '\u00a3';

    private static bool IsLetterOrDigit(char character) => char.IsAsciiLetterOrDigit(character) || (character > '\u007f' && (char.IsLetterOrDigit(character) || char.IsSurrogate(character)));
}
