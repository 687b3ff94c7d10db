namespace WebPublisher.Waf.SecLang;

/// <summary>Reads the second argument of <c>SecRule</c>: <c>@name argument</c>, <c>!@name argument</c>, or a regular expression alone.</summary>
internal static class OperatorParser
{
    /// <summary>Reads it; what an operator makes of its argument is not its business.</summary>
    public static OperatorText Parse(DirectiveWord word, ErrorList errors)
    {
        var text = word.Text;
        var isNegated = text.StartsWith('!');
        var place = isNegated ? 1 : 0;
        while (isNegated && place < text.Length && char.IsWhiteSpace(text[place]))
        {
            place++;
        }

        if (place == text.Length || text[place] != '@')
        {
            if (LooksIndented(text))
            {
                errors.Add(word.Position, "Expected the operator right after the quotation mark: with white space before it, it is read as a regular expression.");
            }

            if (place == text.Length)
            {
                errors.Add(word.Position, "Expected an operator such as @eq 0, or a regular expression.");
            }

            return new OperatorText(word.PositionAt(place), "rx", text[place..], isNegated);
        }

        var start = place + 1;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var argument = end;
        while (argument < text.Length && char.IsWhiteSpace(text[argument]))
        {
            argument++;
        }

        if (end == start)
        {
            errors.Add(word.PositionAt(place), "Expected the name of an operator after @. A regular expression that begins with @ is written \"@rx @...\".");
        }

        return new OperatorText(word.PositionAt(place), text[start..end], text[argument..], isNegated);
    }

    private static bool LooksIndented(string text)
    {
        var said = text.AsSpan().TrimStart();
        return said.Length < text.Length && (said.StartsWith("@") || said.StartsWith("!@"));
    }
}
