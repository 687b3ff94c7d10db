using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;
using WebPublisher.Mail.Tests.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring;

public sealed class ContentScorerTests
{
    private static readonly ContentScorer s_scorer = new(RuleSet.Shipped, new TokenKey(new byte[16]));

    [Fact]
    public void Without_lessons_rules_decide()
    {
        Assert.True(s_scorer.Judge(Mails.Read(Mails.Phish), LearnedModel.Empty).Scl >= 7);
        Assert.True(s_scorer.Judge(Mails.Read(Mails.Answer), LearnedModel.Empty).Scl <= 2);
        Assert.True(s_scorer.Judge(Mails.Read(Mails.Newsletter(1)), LearnedModel.Empty).Scl <= 4);
    }

    [Fact]
    public void A_newsletter_in_a_language_of_which_only_spam_was_learned_is_not_condemned()
    {
        var model = Trainer.Train(TrainerTests.Lessons(600));
        var verdict = s_scorer.Judge(Mails.Read(Mails.Newsletter(1)), model);
        Assert.True(verdict.LearnerWasHeld, verdict.Explain());
        Assert.True(verdict.Scl <= 4, verdict.Explain());
        Assert.True(s_scorer.Judge(Mails.Read(Mails.Advertising(9999)), model).Scl >= 5);
    }

    [Fact]
    public void Reasons_hold_no_word_of_the_message()
    {
        var reasons = s_scorer.Judge(Mails.Read(Mails.Phish), Trainer.Train(TrainerTests.Lessons(600))).Explain();
        Assert.Contains("FROM_FOREIGN_BRAND +2.2", reasons, StringComparison.Ordinal);
        Assert.Contains("learned ", reasons, StringComparison.Ordinal);
        Assert.DoesNotContain("paypal", reasons, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("qzvtrwpk", reasons, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_same_message_always_gets_the_same_verdict()
    {
        var model = Trainer.Train(TrainerTests.Lessons(100));
        var verdicts = Enumerable.Range(0, 3).Select(_ => s_scorer.Judge(Mails.Read(Mails.Phish), model).LogOdds).Distinct();
        Assert.Single(verdicts);
    }
}
