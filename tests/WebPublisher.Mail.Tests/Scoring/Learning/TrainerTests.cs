using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class TrainerTests
{
    private static readonly ContentScorer s_scorer = new(RuleSet.Shipped, new TokenKey(new byte[16]));

    [Fact]
    public void The_order_of_lessons_does_not_matter()
    {
        var lessons = Lessons(60).ToArray();
        var (one, other) = (Trainer.Train(lessons), Trainer.Train(lessons.Reverse()));
        Assert.Equal(one.Bias, other.Bias);
        Assert.True(one.Weights.Ids.SequenceEqual(other.Weights.Ids));
        Assert.True(one.Weights.Weights.SequenceEqual(other.Weights.Weights));
    }

    [Fact]
    public void What_was_learned_tells_kinds_apart()
    {
        var model = Trainer.Train(Lessons(200));
        Assert.True(model.Score(s_scorer.Tokens(Mails.Read(Mails.Advertising(999)))).LogOdds > 0.5);
        Assert.True(model.Score(s_scorer.Tokens(Mails.Read(Mails.Letter(999)))).LogOdds < -0.5);
    }

    [Fact]
    public void Tokens_of_a_single_message_get_no_weight()
    {
        var model = Trainer.Train([.. Lessons(60), new Lesson(12345, IsSpam: true, new MessageTokens([8, 16], TextLanguage.English, 0))]);
        Assert.False(model.Weights.TryGet(8, out _));
    }

    [Fact]
    public void Of_one_kind_alone_nothing_is_learned() => Assert.Equal(0, Trainer.Train(Lessons(60).Where(lesson => lesson.IsSpam)).TokenCount);

    internal static IEnumerable<Lesson> Lessons(int ofEach)
    {
        for (var i = 0; i < ofEach; i++)
        {
            yield return new Lesson((ulong)i, IsSpam: true, s_scorer.Tokens(Mails.Read(Mails.Advertising(i))));
            yield return new Lesson((ulong)(100_000 + i), IsSpam: false, s_scorer.Tokens(Mails.Read(Mails.Letter(i))));
        }
    }
}
