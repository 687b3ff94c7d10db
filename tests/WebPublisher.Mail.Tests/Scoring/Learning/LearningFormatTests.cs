using System.Security.Cryptography;
using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class LearningFormatTests
{
    [Fact]
    public void Lessons_are_read_as_they_were_written()
    {
        Lesson[] lessons =
        [
            new(1, IsSpam: true, new MessageTokens([0, 7, 4_000_000_000, uint.MaxValue], TextLanguage.German, -7)),
            new(ulong.MaxValue, IsSpam: false, new MessageTokens([], TextLanguage.OtherScript, 12)),
        ];
        var read = LearningFormat.ReadLessons(LearningFormat.Write(lessons));
        Assert.Equal(lessons.Select(lesson => lesson with { Tokens = lesson.Tokens with { Ids = [] } }), read.Select(lesson => lesson with { Tokens = lesson.Tokens with { Ids = [] } }), SameButIds);
        Assert.All(lessons.Zip(read), pair => Assert.Equal(pair.First.Tokens.Ids, pair.Second.Tokens.Ids));
    }

    [Fact]
    public void What_was_learned_scores_the_same_when_it_is_read_again()
    {
        var model = Trainer.Train(TrainerTests.Lessons(80));
        var again = LearningFormat.ReadModel(LearningFormat.Write(model));
        Assert.All(TrainerTests.Lessons(90), lesson => Assert.Equal(model.Score(lesson.Tokens).LogOdds, again.Score(lesson.Tokens).LogOdds));
        Assert.Equal(model.Counts.HamByLanguage.ToArray(), again.Counts.HamByLanguage.ToArray());
    }

    [Fact]
    public void Damage_anywhere_is_told()
    {
        var octets = LearningFormat.Write(TrainerTests.Lessons(3).ToArray());
        for (var at = 0; at < octets.Length; at += 7)
        {
            octets[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => LearningFormat.ReadLessons(octets));
            octets[at] ^= 0x10;
        }

        Assert.Throws<InvalidDataException>(() => LearningFormat.ReadLessons([]));
        Assert.Throws<InvalidDataException>(() => LearningFormat.ReadModel(octets));
    }

    [Fact]
    public void Numbers_that_promise_too_much_take_no_memory()
    {
        // A lesson of two thousand million tokens, with a sum that fits.
        var octets = LearningFormat.Write([new Lesson(1, IsSpam: true, new MessageTokens([], TextLanguage.Unknown, 0))]).AsSpan()[..^33].ToArray();
        byte[] forged = [.. octets, 0xff, 0xff, 0xff, 0xff, 0x07];
        Assert.Throws<InvalidDataException>(() => LearningFormat.ReadLessons([.. forged, .. SHA256.HashData(forged)]));
    }

    private static bool SameButIds(Lesson one, Lesson other) => (one.Number, one.IsSpam, one.Tokens.Language, one.Tokens.Standing) == (other.Number, other.IsSpam, other.Tokens.Language, other.Tokens.Standing);
}
