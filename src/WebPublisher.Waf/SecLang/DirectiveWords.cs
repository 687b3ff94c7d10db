using System.Text;

namespace WebPublisher.Waf.SecLang;

/// <summary>
/// Takes a line apart into words as Apache does (ap_getword_conf): words stand between white space or in single or double quotation marks; a backslash before a backslash, or
/// before the kind of mark that encloses the word, makes that character plain. All other backslashes stay, for the regular expression.
/// </summary>
internal static class DirectiveWords
{
    /// <summary>The words, or null where a quotation mark is not closed or something follows it at once.</summary>
    public static IReadOnlyList<DirectiveWord>? Split(LogicalLine line, ErrorList errors)
    {
        List<DirectiveWord> words = [];
        var text = line.Text;
        var place = 0;
        while (true)
        {
            while (place < text.Length && char.IsWhiteSpace(text[place]))
            {
                place++;
            }

            if (place == text.Length)
            {
                return words;
            }

            var quote = text[place] is '"' or '\'' ? text[place] : '\0';
            var opened = place;
            place += quote == '\0' ? 0 : 1;
            var start = place;
            var word = new StringBuilder();
            List<int> removed = [];
            while (place < text.Length && (quote == '\0' ? !char.IsWhiteSpace(text[place]) : text[place] != quote))
            {
                if (text[place] == '\\' && place + 1 < text.Length && (text[place + 1] == '\\' || (quote != '\0' && text[place + 1] == quote)))
                {
                    removed.Add(place);
                    place++;
                }

                word.Append(text[place]);
                place++;
            }

            if (quote != '\0')
            {
                if (place == text.Length)
                {
                    errors.Add(line.PositionAt(opened), $"This quotation mark is not closed; expected {quote} before the line ends. A line that goes on ends in a backslash.");
                    return null;
                }

                place++;
                if (place < text.Length && !char.IsWhiteSpace(text[place]))
                {
                    errors.Add(line.PositionAt(place), $"Expected white space after the closing quotation mark. A quotation mark within the argument is written \\{quote}.");
                    return null;
                }
            }

            words.Add(new DirectiveWord(line, word.ToString(), start, removed));
        }
    }
}
