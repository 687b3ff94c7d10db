using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Conformance.Content;

/// <summary>Trains the content filter on one split of a corpus and judges another, on one thread, without a network. The same files give the same figures but for time.</summary>
internal sealed class ContentSuite
{
    // A fixed key: which tokens share a number does not differ from run to run.
    private readonly ContentScorer _scorer = new(RuleSet.Shipped, new TokenKey(new byte[TokenKey.Length]));

    public async Task RunAsync(string directory, string split, bool untrained, TextWriter? results)
    {
        var model = untrained ? LearnedModel.Empty : await TrainAsync(directory);
        using var judged = CorpusSplit.Open(directory, split);
        var contents = judged.Messages.Select(message => File.ReadAllBytes(message.File)).ToArray();
        var verdicts = new ContentVerdict[contents.Length];

        // Once before it is measured: what is measured is not the compiler.
        for (var i = 0; i < Math.Min(200, contents.Length); i++)
        {
            verdicts[i] = _scorer.Judge(await ReadAsync(contents[i]), model);
        }

        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < contents.Length; i++)
        {
            verdicts[i] = _scorer.Judge(await ReadAsync(contents[i]), model);
        }

        process.Refresh();
        var spent = process.TotalProcessorTime - before;
        var scored = judged.Messages.Zip(verdicts, (message, verdict) => new ScoredMessage(message, verdict.Scl, verdict.LogOdds)).ToArray();
        foreach (var (message, verdict) in judged.Messages.Zip(verdicts))
        {
            results?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{message.Id}\t{message.Source}\t{(message.IsSpam ? "spam" : "ham")}\t{verdict.Scl}\t{verdict.Explain()}"));
        }

        ContentReport.Print(scored);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU {spent.TotalMilliseconds / Math.Max(1, contents.Length):0.00} ms a message (walk, rules and learner; one thread)"));
    }

    private async Task<LearnedModel> TrainAsync(string directory)
    {
        using var train = CorpusSplit.Open(directory, "train");
        var watch = Stopwatch.StartNew();
        var lessons = new List<Lesson>(train.Messages.Count);
        foreach (var message in train.Messages)
        {
            lessons.Add(new Lesson(Number(message.Id), message.IsSpam, _scorer.Tokens(await ReadAsync(await File.ReadAllBytesAsync(message.File)))));
        }

        var read = watch.ElapsedMilliseconds;
        var model = Trainer.Train(lessons);
        Console.WriteLine($"learned {model.Counts.Ham} ham and {model.Counts.Spam} spam: read in {read} ms, trained in {watch.ElapsedMilliseconds - read} ms, {model.TokenCount} tokens");
        return model;
    }

    private static async Task<MailFacts> ReadAsync(byte[] message)
    {
        using var content = new MemoryStream(message);
        return MailFacts.Of(await MessageDigester.DigestAsync(content, [], MimeLimits.Default, CancellationToken.None));
    }

    private static ulong Number(string id) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
