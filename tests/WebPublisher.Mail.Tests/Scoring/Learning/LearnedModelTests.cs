using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class LearnedModelTests
{
    private static readonly ContentScorer s_scorer = new(RuleSet.Shipped, new TokenKey(new byte[16]));

    [Theory]
    [InlineData(49, 0)]
    [InlineData(50, 0.1)]
    [InlineData(600, 1)]
    public void A_learner_is_believed_as_far_as_it_has_learned(int ofEach, double confidence)
    {
        var model = new LearnedModel(new WeightTable([], []), 0, Counts(ofEach));
        Assert.Equal(confidence, model.Confidence);
    }

    [Fact]
    public void A_silent_learner_says_nothing()
        => Assert.Same(LearnedScore.Silent, LearnedModel.Empty.Score(new MessageTokens([8, 16], TextLanguage.English, 0)));

    [Fact]
    public void Words_of_a_language_count_when_good_mail_in_it_was_learned()
    {
        // One token is a word, the other of the sender.
        var weights = new WeightTable([8, 16 | (uint)TokenFamily.Sender], [3, 1]);
        var model = new LearnedModel(weights, 0, Counts(500));
        var (english, german) = (new MessageTokens([8, 19], TextLanguage.English, 0), new MessageTokens([8, 19], TextLanguage.German, 0));
        Assert.Equal(4 / Math.Sqrt(2), model.Score(english).LogOdds, 6);
        Assert.Equal(1, model.Score(german).LogOdds, 6);
    }

    [Fact]
    public void Publishers_are_known_when_good_mail_of_some_was_learned()
    {
        var lessons = TrainerTests.Lessons(100).ToList();
        var newsletter = s_scorer.Tokens(Mails.Read(Mails.Newsletter(1000)));
        Assert.Equal(TextLanguage.German, newsletter.Language);
        Assert.False(Trainer.Train(lessons).Knows(newsletter));
        lessons.AddRange(Enumerable.Range(0, 20).Select(number => new Lesson((ulong)(200_000 + number), IsSpam: false, s_scorer.Tokens(Mails.Read(Mails.Newsletter(number))))));
        Assert.True(Trainer.Train(lessons).Knows(newsletter));
    }

    private static LessonCounts Counts(int ofEach)
    {
        var languages = new int[LessonCounts.Languages];
        languages[(int)TextLanguage.English] = ofEach;
        return new LessonCounts(ofEach, ofEach, [.. languages], [.. new int[LessonCounts.Languages]]);
    }
}
