namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>The words of a statement, each with its place.</summary>
internal sealed class RuleStatement
{
    private readonly string _file;
    private readonly List<(string Text, int Line, int Column)> _words = [];
    private int _next;

    private RuleStatement(string file) => _file = file;

    /// <summary>Cuts a file into statements.</summary>
    public static List<RuleStatement> Cut(string file, string text)
    {
        var statements = new List<RuleStatement>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.AsSpan().TrimStart() is [] or ['#', ..])
            {
                continue;
            }

            if (statements.Count == 0 || !char.IsWhiteSpace(line[0]))
            {
                statements.Add(new RuleStatement(file));
            }

            statements[^1].Add(line, number);
        }

        return statements;
    }

    /// <summary>The next word.</summary>
    public string Next(string expected) => _next < _words.Count ? _words[_next++].Text : throw ErrorAtEnd($"{expected} is missing");

    /// <summary>Takes the next word if it is this one.</summary>
    public bool TryTake(string word)
    {
        if (_next < _words.Count && _words[_next].Text == word)
        {
            _next++;
            return true;
        }

        return false;
    }

    public void Expect(string word)
    {
        var found = Next($"'{word}'");
        if (found != word)
        {
            throw Error($"'{found}' stands where '{word}' was expected");
        }
    }

    public void ExpectEnd()
    {
        if (_next < _words.Count)
        {
            _next++;
            throw Error($"'{_words[_next - 1].Text}' is too much");
        }
    }

    /// <summary>All words that are left.</summary>
    public IEnumerable<string> Rest()
    {
        var rest = _words[_next..].Select(word => word.Text);
        _next = _words.Count;
        return rest;
    }

    /// <summary>An error at the word that was taken last.</summary>
    public RuleSyntaxException Error(string message)
    {
        var word = _words[Math.Max(0, _next - 1)];
        return new RuleSyntaxException(new RuleDiagnostic(_file, word.Line, word.Column, message));
    }

    private RuleSyntaxException ErrorAtEnd(string message)
    {
        var word = _words[^1];
        return new RuleSyntaxException(new RuleDiagnostic(_file, word.Line, word.Column + word.Text.Length, message));
    }

    private void Add(string line, int number)
    {
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            if (line[at] == '#')
            {
                return;
            }

            var start = at;
            if (line[at] == '"')
            {
                var close = line.IndexOf('"', at + 1);
                at = close < 0 ? line.Length : close + 1;
                _words.Add((line[start..at].Trim('"'), number, start + 1));
                continue;
            }

            while (at < line.Length && !char.IsWhiteSpace(line[at]))
            {
                at++;
            }

            _words.Add((line[start..at], number, start + 1));
        }
    }
}
