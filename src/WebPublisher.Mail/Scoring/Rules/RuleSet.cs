using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>Rules that weigh what is odd about a message, and what speaks for it. The same message always gets the same weight.</summary>
public sealed class RuleSet
{
    private static readonly Lazy<RuleSet> s_shipped = new(ShippedRules.Read);

    private readonly IReadOnlyList<ScoringRule> _rules;
    private readonly PhraseLists _phrases;
    private readonly Brands _brands;

    internal RuleSet(IReadOnlyList<ScoringRule> rules, PhraseLists phrases, Brands brands)
    {
        _rules = rules;
        _phrases = phrases;
        _brands = brands;
    }

    /// <summary>The rules that come with the product.</summary>
    public static RuleSet Shipped => s_shipped.Value;

    /// <summary>Rules there are.</summary>
    public int Count => _rules.Count;

    /// <summary>Weighs a message.</summary>
    public RuleVerdict Judge(MailFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var phrases = _phrases.Find(facts);
        var foreignBrand = _brands.AreBorrowed(facts);
        var hits = new List<RuleHit>();
        var (score, standing) = (0.0, 0.0);
        foreach (var rule in _rules)
        {
            if (!Holds(rule, facts, phrases, foreignBrand))
            {
                continue;
            }

            if (rule.IsStanding)
            {
                standing += rule.Weight;
            }
            else
            {
                score += rule.Weight;
                hits.Add(new RuleHit(rule.Name, rule.Weight));
            }
        }

        return new RuleVerdict(score, standing, hits);
    }

    private static bool Holds(ScoringRule rule, MailFacts facts, PhraseCounts phrases, bool foreignBrand)
    {
        foreach (var condition in rule.Conditions)
        {
            if (!condition.Holds(facts, phrases, foreignBrand))
            {
                return false;
            }
        }

        return true;
    }
}
