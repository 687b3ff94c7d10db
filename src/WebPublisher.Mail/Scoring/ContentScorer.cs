using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Scoring;

/// <summary>
/// Scores messages by rules and by what was learned. Immutable and without a clock: the same message, rules and lessons always give the same level.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="key">The key of the installation, under which tokens were learned.</param>
public sealed class ContentScorer(RuleSet rules, TokenKey key)
{
    // A trained learner has the rules among its tokens, and counts them as this site's mail bears out: they weigh less beside it.
    private const double RulesBesideLearner = 0.6;

    // The most a learner may say against mail of a kind that it has seen no good of: below the level of junk, so that rules have to agree.
    private const double MostUnknown = 0.6;

    private readonly Tokenizer _tokenizer = new(key);

    /// <summary>What is learned of a message.</summary>
    public MessageTokens Tokens(MailFacts facts) => _tokenizer.Read(facts, rules.Judge(facts));

    /// <summary>Scores a message.</summary>
    /// <param name="facts">The message.</param>
    /// <param name="model">What was learned.</param>
    public ContentVerdict Judge(MailFacts facts, LearnedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var found = rules.Judge(facts);
        if (model.Confidence == 0)
        {
            return new ContentVerdict(SclScale.LevelOf(found.Score), found.Score, found, LearnedScore.Silent, LearnerWasHeld: false);
        }

        var tokens = _tokenizer.Read(facts, found);
        var learned = model.Score(tokens);
        var isHeld = learned.LogOdds > MostUnknown && !model.Knows(tokens);
        var logOdds = (isHeld ? MostUnknown : learned.LogOdds) + found.Score * (1 - (1 - RulesBesideLearner) * model.Confidence);
        return new ContentVerdict(SclScale.LevelOf(logOdds), logOdds, found, learned, isHeld);
    }
}
