namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>
/// Learns weights from lessons: logistic regression with steps that shrink for each token by itself (AdaGrad). Good and bad mail weigh the same, however much there is of
/// each. The same lessons always give the same weights, in whatever order they were learned.
/// </summary>
public static class Trainer
{
    /// <summary>Tokens that keep a weight: 400,000, the commonest first.</summary>
    public const int MostTokens = 400_000;

    private const int Rounds = 8;
    private const float Step = 0.5f;
    private const float Shrinking = 1e-4f;
    private const int LeastMessages = 2;

    /// <summary>Learns. Time is linear in the tokens of all lessons.</summary>
    public static LearnedModel Train(IEnumerable<Lesson> lessons)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        Lesson[] all = [.. lessons.OrderBy(lesson => lesson.Number)];
        var counts = LessonCounts.Of(all);
        if (counts.Ham == 0 || counts.Spam == 0)
        {
            return new LearnedModel(new WeightTable([], []), 0, counts);
        }

        var known = new LearnedModel(new WeightTable([], []), 0, counts);
        var tokens = Vocabulary(all);
        var features = all.Select(lesson => Features(lesson.Tokens, tokens, known.KnowsLanguage(lesson.Tokens.Language))).ToArray();
        var weights = new float[tokens.Length];
        var bias = Fit(all, features, weights, 0.5f * all.Length / counts.Ham, 0.5f * all.Length / counts.Spam);
        return new LearnedModel(new WeightTable(tokens, weights), bias, counts);
    }

    /// <summary>Tokens that more than one message has; the rare ones go first when there are too many.</summary>
    private static uint[] Vocabulary(Lesson[] lessons)
    {
        var messages = new Dictionary<uint, int>();
        foreach (var id in lessons.SelectMany(lesson => lesson.Tokens.Ids))
        {
            messages[id] = messages.GetValueOrDefault(id) + 1;
        }

        return [.. messages.Where(token => token.Value >= LeastMessages).OrderByDescending(token => token.Value).ThenBy(token => token.Key).Take(MostTokens).Select(token => token.Key).Order()];
    }

    private static int[] Features(MessageTokens message, uint[] vocabulary, bool said)
    {
        var features = new List<int>(message.Ids.Length);
        foreach (var id in message.Ids)
        {
            if (said || !MessageTokens.IsSaid(id))
            {
                var index = Array.BinarySearch(vocabulary, id);
                if (index >= 0)
                {
                    features.Add(index);
                }
            }
        }

        return [.. features];
    }

    private static float Fit(Lesson[] lessons, int[][] features, float[] weights, float hamWeight, float spamWeight)
    {
        var squares = new float[weights.Length];
        var (bias, biasSquares) = (0f, 0f);
        var order = Enumerable.Range(0, lessons.Length).ToArray();
        var shuffle = new LessonShuffle();
        for (var round = 0; round < Rounds; round++)
        {
            shuffle.Shuffle(order);
            foreach (var index in order)
            {
                var message = features[index];
                if (message.Length == 0)
                {
                    continue;
                }

                var scale = 1 / MathF.Sqrt(message.Length);
                var sum = 0f;
                foreach (var feature in message)
                {
                    sum += weights[feature];
                }

                var isSpam = lessons[index].IsSpam;
                var error = (1 / (1 + MathF.Exp(-(bias + sum * scale))) - (isSpam ? 1 : 0)) * (isSpam ? spamWeight : hamWeight);
                foreach (var feature in message)
                {
                    var slope = error * scale + Shrinking * weights[feature];
                    squares[feature] += slope * slope;
                    weights[feature] -= Step * slope / (MathF.Sqrt(squares[feature]) + 1e-3f);
                }

                biasSquares += error * error;
                bias -= Step * error / (MathF.Sqrt(biasSquares) + 1e-3f);
            }
        }

        return bias;
    }
}
