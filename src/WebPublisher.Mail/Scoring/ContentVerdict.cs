using System.Globalization;
using System.Text;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Scoring;

/// <summary>How likely a message is spam, and why.</summary>
/// <param name="Scl">0 to 9.</param>
/// <param name="LogOdds">What it comes from.</param>
/// <param name="Rules">What rules said.</param>
/// <param name="Learned">What the learner said.</param>
/// <param name="LearnerWasHeld">Whether the learner was kept from condemning a kind of mail that it knows nothing of.</param>
public sealed record ContentVerdict(int Scl, double LogOdds, RuleVerdict Rules, LearnedScore Learned, bool LearnerWasHeld)
{
    private const int MostRules = 8;

    /// <summary>The reasons for the log: names of rules and kinds of tokens with what they weigh, and not a word of the message.</summary>
    public string Explain()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"log-odds {LogOdds:+0.0;-0.0;0}");
        foreach (var hit in Rules.Hits.OrderByDescending(hit => Math.Abs(hit.Weight)).Take(MostRules))
        {
            text.Append(CultureInfo.InvariantCulture, $", {hit.Name} {hit.Weight:+0.0;-0.0}");
        }

        if (Learned.Families.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; learned {Learned.LogOdds:+0.0;-0.0;0}");
            for (var family = 0; family < Learned.Families.Count; family++)
            {
                if (Math.Abs(Learned.Families[family]) >= 0.05)
                {
                    text.Append(CultureInfo.InvariantCulture, $" {((TokenFamily)family).ToString().ToLowerInvariant()} {Learned.Families[family]:+0.0;-0.0}");
                }
            }

            text.Append(LearnerWasHeld ? " (held: looks like a publisher's, of which none were learned)" : "");
        }

        return text.ToString();
    }
}
