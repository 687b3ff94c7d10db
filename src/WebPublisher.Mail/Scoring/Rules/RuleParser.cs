using System.Buffers;
using System.Globalization;
using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>
/// Reads files of rules. A statement is a line; lines that begin with white space continue it; <c>#</c> begins a comment.
/// <code>
/// list prizes = lottery | "you have won" | gewinner
/// brand examplebank = examplebank.com examplebank.de
/// score PRIZE 1.5 when text has 2 of prizes and not links.aligned >= 1
/// standing OWN_LINKS 2 when links.aligned >= 1
/// </code>
/// A list has to stand above the rules that ask for it, in the same file or one read before.
/// </summary>
public sealed class RuleParser
{
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private readonly List<ScoringRule> _rules = [];
    private readonly List<RuleDiagnostic> _errors = [];
    private readonly Dictionary<string, int> _lists = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly PhraseLists _phrases = new();
    private readonly Brands _brands = new();

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="text">What it holds.</param>
    public void Read(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        foreach (var statement in RuleStatement.Cut(file, text))
        {
            try
            {
                Read(statement);
            }
            catch (RuleSyntaxException exception)
            {
                _errors.Add(exception.Diagnostic);
            }
        }
    }

    /// <summary>The rules of all files; null when there are errors.</summary>
    /// <param name="errors">Every error, in the order of the files.</param>
    public RuleSet? Complete(out IReadOnlyList<RuleDiagnostic> errors)
    {
        errors = _errors;
        return _errors.Count == 0 ? new RuleSet(_rules, _phrases, _brands) : null;
    }

    private void Read(RuleStatement statement)
    {
        var keyword = statement.Next("score, standing, list or brand");
        switch (keyword)
        {
            case "list":
                ReadList(statement);
                break;
            case "brand":
                var name = statement.Next("a name").ToLowerInvariant();
                statement.Expect("=");
                _brands.Add(name, statement.Rest());
                break;
            case "score" or "standing":
                ReadRule(statement, isStanding: keyword == "standing");
                break;
            default:
                throw statement.Error($"'{keyword}' begins no statement; score, standing, list or brand do");
        }
    }

    private void ReadList(RuleStatement statement)
    {
        var name = statement.Next("the name of the list");
        if (_lists.ContainsKey(name))
        {
            throw statement.Error($"there is a list '{name}' already");
        }

        statement.Expect("=");
        var list = _phrases.AddList();
        _lists.Add(name, list);
        do
        {
            var phrase = statement.Next("a phrase");
            if (!_phrases.TryAdd(list, phrase))
            {
                throw statement.Error($"'{phrase}' holds no word");
            }
        }
        while (statement.TryTake("|"));
        statement.ExpectEnd();
    }

    private void ReadRule(RuleStatement statement, bool isStanding)
    {
        var name = statement.Next("the name of the rule");
        if (name.AsSpan().ContainsAnyExcept(s_nameCharacters))
        {
            throw statement.Error($"'{name}' is no name: capitals, digits and underscores are");
        }

        if (!_names.Add(name))
        {
            throw statement.Error($"there is a rule '{name}' already");
        }

        var weight = Number(statement);
        if (Math.Abs(weight) > 20)
        {
            throw statement.Error("a weight is between -20 and 20");
        }

        statement.Expect("when");
        var conditions = new List<RuleCondition>();
        do
        {
            conditions.Add(ReadCondition(statement));
        }
        while (statement.TryTake("and"));
        statement.ExpectEnd();
        _rules.Add(new ScoringRule(name, weight, isStanding, conditions));
    }

    private RuleCondition ReadCondition(RuleStatement statement)
    {
        var isNegated = statement.TryTake("not");
        var word = statement.Next("a fact, subject or text");
        if (word is "subject" or "text" && statement.TryTake("has"))
        {
            return isNegated ? throw statement.Error("'not' stands before facts only") : ReadPhrases(statement, word == "subject" ? RuleConditionKind.Subject : RuleConditionKind.Text);
        }

        if (word == "brand.foreign")
        {
            return isNegated ? throw statement.Error("'not' stands before facts only") : new(RuleConditionKind.ForeignBrand, 0, null, -1);
        }

        if (!FactCatalogue.All.TryGetValue(word, out var fact))
        {
            throw statement.Error($"there is no fact '{word}'");
        }

        if (statement.TryTake(">="))
        {
            return new(isNegated ? RuleConditionKind.Below : RuleConditionKind.AtLeast, Number(statement), fact, -1);
        }

        if (statement.TryTake("<"))
        {
            return new(isNegated ? RuleConditionKind.AtLeast : RuleConditionKind.Below, Number(statement), fact, -1);
        }

        return new(isNegated ? RuleConditionKind.Below : RuleConditionKind.AtLeast, 1, fact, -1);
    }

    private RuleCondition ReadPhrases(RuleStatement statement, RuleConditionKind kind)
    {
        var word = statement.Next("a list, or a number of phrases");
        var number = 1;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            number = count;
            statement.Expect("of");
            word = statement.Next("a list");
        }

        return _lists.TryGetValue(word, out var list) ? new(kind, number, null, list) : throw statement.Error($"there is no list '{word}' above");
    }

    private static double Number(RuleStatement statement)
    {
        var word = statement.Next("a number");
        return double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : throw statement.Error($"'{word}' is no number");
    }
}
