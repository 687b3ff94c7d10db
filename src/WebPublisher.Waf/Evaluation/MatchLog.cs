using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Keeps what matched for those who read logs: the only place where texts become strings.</summary>
internal sealed class MatchLog(Evaluator evaluation)
{
    /// <summary>How many matches a transaction keeps.</summary>
    public const int Most = 500;

    /// <summary>How many matches it keeps of one rule: a rule that matches each of a thousand arguments is told often enough.</summary>
    public const int MostOfRule = 20;

    private const int LongestText = 1_024;
    private const int LongestValue = 256;

    private readonly List<RuleMatch> _matches = [];
    private RuleIdentity? _last;
    private int _ofLast;
    private bool _isFull;

    /// <summary>What matched.</summary>
    public IReadOnlyList<RuleMatch> Matches => _matches;

    /// <summary>Keeps a match of a rule.</summary>
    public void Add(CompiledRule rule)
    {
        var identity = rule.Identity;
        _ofLast = ReferenceEquals(identity, _last) ? _ofLast + 1 : 1;
        _last = identity;
        if (_ofLast > MostOfRule || !HasRoom(identity.Phase))
        {
            return;
        }

        var tags = new string[identity.Tags.Count];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = Text(identity.Tags[i], rule);
        }

        _matches.Add(new RuleMatch(
            identity.Id,
            identity.Phase,
            Text(identity.Message, rule),
            Text(identity.LogData, rule),
            ActionReader.SeverityName(identity.Severity),
            tags,
            identity.Position.File,
            identity.Position.Line,
            evaluation.Matched.LastName.ToString(),
            Cut(evaluation.Matched.LastValue, LongestValue),
            identity.IsLogged));
    }

    /// <summary>Tells of something the engine itself found.</summary>
    public void Add(long id, int phase, string message, string data)
    {
        if (HasRoom(phase))
        {
            _matches.Add(new RuleMatch(id, phase, message, data, "CRITICAL", [], "", 0, "", "", IsLogged: true));
        }
    }

    /// <summary>Forgets everything before the next transaction; the list is one of its own, so that whoever kept the last one keeps that.</summary>
    public void Reset()
    {
        _matches.Clear();
        _last = null;
        _ofLast = 0;
        _isFull = false;
    }

    private bool HasRoom(int phase)
    {
        if (_matches.Count < Most)
        {
            return true;
        }

        if (!_isFull)
        {
            _isFull = true;
            _matches.Add(new RuleMatch(
                EngineRuleIds.MatchesLeftOut, phase, "More rules matched than are told of", "", "NOTICE", [], "", 0, "", "", IsLogged: true));
        }

        return false;
    }

    private string Text(Macro macro, CompiledRule rule) => Cut(evaluation.Expand(macro, rule), LongestText);

    private static string Cut(ByteText text, int length) => (text.Length > length ? text.Slice(0, length) : text).ToString();
}
