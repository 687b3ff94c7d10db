using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WebPublisher.Mail.Messages.Folding;

/// <summary>
/// What each character becomes when case, width, ligatures and typography are not to matter. The platform's own normalization needs ICU, which this product does without
/// (InvariantGlobalization), so that the table comes with it: <c>folding.txt</c>.
/// </summary>
internal sealed class FoldingTable
{
    /// <summary>In the place of a character: it becomes nothing.</summary>
    public const char Nothing = '\0';

    /// <summary>Characters of the longest form that one character becomes.</summary>
    public const int Longest = 18;

    // No surrogate is a folded form. In their place they number the forms that are longer than one character.
    private const char FirstLong = '\ud800';

    // Letters with a stroke and the like are letters of their own to Unicode; to whoever leaves diacritics away they are not.
    private const string Stroked = "\u00f8\u0142\u0111\u0127\u0131\u0167\u0180\u0268";
    private const string Plain = "oldhitbi";

    private static readonly Lazy<FoldingTable> s_exact = new(() => new FoldingTable(ignoresDiacritics: false));
    private static readonly Lazy<FoldingTable> s_withoutDiacritics = new(() => new FoldingTable(ignoresDiacritics: true));

    private readonly char[] _characters = new char[char.MaxValue + 1];
    private readonly List<string> _long = [];
    private readonly FrozenDictionary<int, string> _supplementary;
    private readonly bool _ignoresDiacritics;

    private FoldingTable(bool ignoresDiacritics)
    {
        _ignoresDiacritics = ignoresDiacritics;
        var numbers = new Dictionary<string, char>(StringComparer.Ordinal);
        for (var code = 0; code <= char.MaxValue; code++)
        {
            Set((char)code, char.IsSurrogate((char)code) ? "\ufffd" : char.ToString(char.ToLowerInvariant((char)code)), numbers);
        }

        var supplementary = new Dictionary<int, string>();
        foreach (var (code, folded) in Read())
        {
            if (code > char.MaxValue)
            {
                supplementary[code] = Reduce(folded);
            }
            else
            {
                Set((char)code, folded, numbers);
            }
        }

        _supplementary = supplementary.ToFrozenDictionary();
    }

    /// <summary>The table, with diacritics kept as characters of their own or left away.</summary>
    public static FoldingTable Of(bool ignoresDiacritics) => (ignoresDiacritics ? s_withoutDiacritics : s_exact).Value;

    /// <summary>What a character becomes: one other, <see cref="Nothing"/>, or a surrogate that stands for several (<see cref="Long"/>). Half a pair becomes U+FFFD.</summary>
    public char this[char character] => _characters[character];

    /// <summary>The characters that a surrogate from <see cref="this"/> stands for.</summary>
    public string Long(char folded) => _long[folded - FirstLong];

    /// <summary>What a character beyond the basic plane becomes.</summary>
    public string OfPair(char high, char low)
    {
        var rune = new Rune(high, low);
        return _supplementary.TryGetValue(rune.Value, out var folded) ? folded : Rune.ToLowerInvariant(rune).ToString();
    }

    private void Set(char character, string folded, Dictionary<string, char> numbers)
    {
        folded = Reduce(folded);
        if (folded.Length > 1)
        {
            if (!numbers.TryGetValue(folded, out var number))
            {
                number = (char)(FirstLong + _long.Count);
                numbers.Add(folded, number);
                _long.Add(folded);
            }

            _characters[character] = number;
        }
        else
        {
            _characters[character] = folded.Length == 0 ? Nothing : folded[0];
        }
    }

    private string Reduce(string folded)
    {
        if (!_ignoresDiacritics || Ascii.IsValid(folded))
        {
            return folded;
        }

        var text = new StringBuilder(folded.Length);
        foreach (var character in folded)
        {
            var stroke = Stroked.IndexOf(character, StringComparison.Ordinal);
            if (!IsDiacritic(character))
            {
                text.Append(stroke >= 0 ? Plain[stroke] : character);
            }
        }

        return text.ToString();
    }

    /// <summary>Marks that writers of Latin, Greek, Cyrillic, Hebrew and Arabic leave away. Those of other scripts are vowels.</summary>
    private static bool IsDiacritic(char character)
        => character is (>= '\u0300' and <= '\u036f') or (>= '\u1ab0' and <= '\u1aff') or (>= '\u1dc0' and <= '\u1dff') or (>= '\u20d0' and <= '\u20ff')
            or (>= '\ufe20' and <= '\ufe2f') or (>= '\u0591' and <= '\u05bd') or '\u05bf' or (>= '\u05c1' and <= '\u05c2') or (>= '\u05c4' and <= '\u05c5')
            or (>= '\u064b' and <= '\u065f') or '\u0670';

    private static IEnumerable<(int Code, string Folded)> Read()
    {
        using var stream = typeof(FoldingTable).Assembly.GetManifestResourceStream("folding.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var words = line.Split(' ');
            var range = words[0].Split('-');
            var first = Hex(range[0]);
            for (var code = first; code <= Hex(range[^1]); code++)
            {
                var step = words is [_, not "20"] ? code - first : 0;
                yield return (code, string.Concat(words.Skip(1).Select(word => char.ConvertFromUtf32(Hex(word) + step))));
            }
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
