using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Benchmarks.Mail;

/// <summary>What it costs to score a message by rules and by what was learned of a thousand: a letter, and a newsletter in HTML of 40 KB; the walk that others need, too, apart.</summary>
public class ContentScorerBenchmarks
{
    private readonly ContentScorer _scorer = new(RuleSet.Shipped, new TokenKey(new byte[TokenKey.Length]));
    private LearnedModel _model = LearnedModel.Empty;
    private byte[] _message = [];
    private MessageDigest? _digest;

    [Params(false, true)]
    public bool IsNewsletter { get; set; }

    [GlobalSetup]
    public async Task LearnAsync()
    {
        var lessons = new List<Lesson>();
        for (var i = 0; i < 1000; i++)
        {
            var message = Message(i, i % 4 < 2);
            lessons.Add(new Lesson((ulong)i, i % 2 == 0, _scorer.Tokens(MailFacts.Of(await WalkAsync(message)))));
        }

        _model = Trainer.Train(lessons);
        _message = Message(1000, IsNewsletter);
        _digest = await WalkAsync(_message);
    }

    [Benchmark]
    public async Task<int> Walk() => (await WalkAsync(_message)).Parts.Count;

    [Benchmark]
    public int Score() => _scorer.Judge(MailFacts.Of(_digest!), _model).Scl;

    private static async Task<MessageDigest> WalkAsync(byte[] message)
    {
        using var content = new MemoryStream(message);
        return await MessageDigester.DigestAsync(content, [], MimeLimits.Default, CancellationToken.None);
    }

    /// <summary>Words of a made-up language, other ones in each message.</summary>
    private static byte[] Message(int number, bool isNewsletter)
    {
        var words = new Random(number);
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"From: Shop {number} <news@shop{number}.example>\r\nTo: a@example.com\r\nSubject: number {number}\r\nMessage-ID: <{number}@shop{number}.example>\r\nMIME-Version: 1.0\r\n"));
        text.Append(isNewsletter ? "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>\r\n" : "Content-Type: text/plain\r\n\r\n");
        for (var line = 0; line < (isNewsletter ? 150 : 20); line++)
        {
            text.Append(isNewsletter ? $"<table style=\"width:100%;font-family:Arial,sans-serif;color:#333333\"><tr><td style=\"padding:8px\"><a href=\"https://www.shop{number}.example/{line}\">item {line}</a></td><td>" : "");
            for (var word = 0; word < 12; word++)
            {
                text.Append((char)('a' + words.Next(26)), 1 + words.Next(2)).Append("ar").Append(words.Next(600).ToString("x", CultureInfo.InvariantCulture)).Append(' ');
            }

            text.Append(isNewsletter ? "</td></tr></table>\r\n" : "\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
