namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>What was learned, immutable: a weight for each token.</summary>
public sealed class LearnedModel
{
    // What is not more than this, a learner has no right to judge by.
    private const int LeastOfLanguage = 20;
    private const int LeastOfPublishers = 20;
    private const int LeastOfClass = 50;
    private const int EnoughOfClass = 500;

    private readonly WeightTable _weights;
    private readonly double _bias;
    private readonly double _confidence;

    internal LearnedModel(WeightTable weights, double bias, LessonCounts counts)
    {
        _weights = weights;
        _bias = bias;
        Counts = counts;
        var least = Math.Min(counts.Ham, counts.Spam);
        _confidence = least < LeastOfClass ? 0 : Math.Min(1, (double)least / EnoughOfClass);
    }

    /// <summary>Nothing was learned.</summary>
    public static LearnedModel Empty { get; } = new(new WeightTable([], []), 0, LessonCounts.None);

    /// <summary>What it was learned from.</summary>
    public LessonCounts Counts { get; }

    /// <summary>How far the learner may be believed: 0 below 50 messages of either kind, 1 from 500 of both.</summary>
    public double Confidence => _confidence;

    /// <summary>Tokens with a weight.</summary>
    public int TokenCount => _weights.Count;

    internal WeightTable Weights => _weights;

    internal double Bias => _bias;

    /// <summary>Whether words of a language may count: good mail in it was learned.</summary>
    public bool KnowsLanguage(TextLanguage language) => language == TextLanguage.Unknown || Counts.HamOf(language) >= LeastOfLanguage;

    /// <summary>Whether the learner has something to compare a message with: of publishers' mail, that of publishers in its language.</summary>
    public bool Knows(MessageTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return tokens.Standing < (KnowsLanguage(tokens.Language) ? MessageTokens.PublisherStanding : MessageTokens.PossibleStanding)
            || Counts.PublishedHamOf(tokens.Language) >= LeastOfPublishers;
    }

    /// <summary>Scores a message: log-odds of being spam, 0 when nothing can be said.</summary>
    public LearnedScore Score(MessageTokens tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (_confidence == 0)
        {
            return LearnedScore.Silent;
        }

        var said = KnowsLanguage(tokens.Language);
        Span<double> families = stackalloc double[8];
        families.Clear();
        var known = 0;
        foreach (var id in tokens.Ids)
        {
            if ((said || !MessageTokens.IsSaid(id)) && _weights.TryGet(id, out var weight))
            {
                families[(int)MessageTokens.FamilyOf(id)] += weight;
                known++;
            }
        }

        if (known == 0)
        {
            return LearnedScore.Silent;
        }

        var scale = _confidence / Math.Sqrt(known);
        var sum = _bias * _confidence;
        for (var family = 0; family < families.Length; family++)
        {
            families[family] *= scale;
            sum += families[family];
        }

        return new LearnedScore(sum, families.ToArray());
    }
}
