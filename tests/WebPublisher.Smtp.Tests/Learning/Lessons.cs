using System.Globalization;
using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;
using WebPublisher.Smtp.Learning;

namespace WebPublisher.Smtp.Tests.Learning;

/// <summary>Teaches the content filter.</summary>
internal static class Lessons
{
    /// <summary>A message that only a learner can have something against.</summary>
    public static string Letter(int number, string theme) => string.Create(
        CultureInfo.InvariantCulture, $"From: ann{number}@client.example\nSubject: {theme} {number}\nMessage-ID: <{number}@client.example>\n\nWe have {theme} for you and the others, number {number}.\n");

    /// <summary>Teaches as many messages of each kind.</summary>
    public static LearnedModel Teach(LearningFiles files, int ofEach, string spam = "zirconium", string ham = "minutes")
    {
        using var teaching = files.Lock();
        var scorer = new ContentScorer(RuleSet.Shipped, files.EnsureKey());
        var book = files.ReadLessons();
        for (var i = 0; i < ofEach; i++)
        {
            Add(Letter(i, spam), isSpam: true);
            Add(Letter(i, ham), isSpam: false);
        }

        return files.Write(book);

        void Add(string message, bool isSpam) => book.Add(new Lesson(LessonBook.NumberOf(Encoding.UTF8.GetBytes(message)), isSpam, scorer.Tokens(Facts(message))));
    }

    public static MailFacts Facts(string message)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return MailFacts.Of(MessageDigester.DigestAsync(content, [], MimeLimits.Default, CancellationToken.None).GetAwaiter().GetResult());
    }
}
