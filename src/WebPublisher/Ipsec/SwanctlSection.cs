namespace WebPublisher.Ipsec;

/// <summary>A part of what <c>swanctl --raw</c> prints: values and further parts by name.</summary>
internal sealed class SwanctlSection
{
    // What strongSwan prints is a few levels deep; more would be something else.
    private const int Deepest = 16;

    /// <summary>The values.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The parts, in order; several may have one name.</summary>
    public List<KeyValuePair<string, SwanctlSection>> Sections { get; } = [];

    /// <summary>A value, or an empty text.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>The first part of that name, or one that is empty.</summary>
    public SwanctlSection Section(string name) => Sections.Find(s => s.Key == name).Value ?? new SwanctlSection();

    /// <summary>
    /// Reads an answer such as <c>list-sa event {name {uniqueid=1 child-sas {x-1 {state=INSTALLED}}}}</c>, one a line. Values are not quoted there: a word that is
    /// neither assigned nor opens a part belongs to the value before it. Never throws; what makes no sense is passed over.
    /// </summary>
    public static SwanctlSection Parse(string text)
    {
        var root = new SwanctlSection();
        var open = new Stack<SwanctlSection>([root]);
        string? last = null;
        string? word = null;
        foreach (var token in Tokens(text))
        {
            var section = open.Peek();
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            if (token == "{")
            {
                var inner = new SwanctlSection();
                section.Sections.Add(new(word ?? "", inner));
                if (open.Count < Deepest)
                {
                    open.Push(inner);
                }

                (last, word) = (null, null);
                continue;
            }

            // A word that opened no part.
            if (word is not null && last is not null)
            {
                section.Values[last] += " " + word;
            }

            word = null;
            if (token == "}")
            {
                if (open.Count > 1)
                {
                    open.Pop();
                }

                last = null;
            }
            else if (equals > 0)
            {
                last = token[..equals];
                section.Values[last] = token[(equals + 1)..];
            }
            else
            {
                word = token;
            }
        }

        return root;
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (c is not (' ' or '\n' or '\r' or '\t' or '{' or '}'))
            {
                continue;
            }

            if (i > start)
            {
                yield return text[start..i];
            }

            if (c is '{' or '}')
            {
                yield return c.ToString();
            }

            start = i + 1;
        }
    }
}
