using System.CommandLine;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;
using WebPublisher.Smtp.Learning;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Learning;

/// <summary><c>learn</c>: teaches the content filter what is spam here, and what is not. A running server follows within a second.</summary>
internal sealed class LearnCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public LearnCommand(TimeProvider time)
        : base("learn", "Teaches the content filter: messages that are good (ham) or spam. A running server follows at once.")
    {
        var kind = new Argument<string>("KIND") { Description = "ham, of what users want; spam, of what they do not." };
        kind.AcceptOnlyFromAmong("ham", "spam");
        var paths = new Argument<string[]>("PATH") { Description = "Messages (*.eml), mailboxes (mbox), or directories of them.", Arity = ArgumentArity.OneOrMore };
        var forget = new Option<bool>("--forget") { Description = "Takes back what was taught of these messages." };
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(kind);
        Arguments.Add(paths);
        Options.Add(forget);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var files = new LearningFiles(PolicyFile.Load(parsed.GetValue(policy), time).Server.StateDirectory);
            var (isSpam, forgets) = (parsed.GetRequiredValue(kind) == "spam", parsed.GetValue(forget));
            try
            {
                var messages = new MessageFiles(parsed.GetRequiredValue(paths), parsed.InvocationConfiguration.Error);
                var report = await RunAsync(files, isSpam, forgets, messages, cancellation);
                if (parsed.GetValue(json))
                {
                    JsonOutput.Write(parsed.InvocationConfiguration.Output, report);
                }
                else
                {
                    Print(parsed.InvocationConfiguration.Output, report);
                }

                return ExitCode.Ok;
            }
            catch (LearningException e)
            {
                throw new CommandFailure(e.Message, ExitCode.Failed);
            }
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["learn spam junk/*.eml", "learn ham Maildir/cur", "learn spam missed.mbox", "learn spam newsletter.eml --forget"];

    private static async Task<LearnReport> RunAsync(LearningFiles files, bool isSpam, bool forgets, MessageFiles messages, CancellationToken cancellation)
    {
        using var teaching = files.Lock();
        var scorer = new ContentScorer(RuleSet.Shipped, files.EnsureKey());
        var book = files.ReadLessons();
        var (all, changed) = (0, 0);
        foreach (var message in messages.Read())
        {
            all++;
            var number = LessonBook.NumberOf(message);
            changed += (forgets ? book.Forget(number, isSpam) : book.Add(new Lesson(number, isSpam, await TokensAsync(scorer, message, cancellation)))) ? 1 : 0;
        }

        var model = (changed == 0 ? files.FindModel(book) : null) ?? files.Write(book);
        return new LearnReport(isSpam ? "spam" : "ham", forgets, all, changed, model.Counts.Ham, model.Counts.Spam, model.TokenCount, model.Confidence);
    }

    private static void Print(TextWriter output, LearnReport report)
    {
        var (all, changed) = (report.Messages, report.Changed);
        output.WriteLine(report.Forgets
            ? $"forgot {changed} of {Count.Of(all, "message")} that {(all == 1 ? "was" : "were")} taught as {report.Kind}"
            : $"learned {changed} of {Count.Of(all, "message")} as {report.Kind}{(changed < all ? "; the others were known" : "")}");
        output.WriteLine($"known now: {report.Ham} ham, {report.Spam} spam, {Count.Of(report.Tokens, "token")}{Advice(report.Confidence)}");
    }

    private static async Task<MessageTokens> TokensAsync(ContentScorer scorer, byte[] message, CancellationToken cancellation)
    {
        using var content = new MemoryStream(message);
        return scorer.Tokens(MailFacts.Of(await MessageDigester.DigestAsync(content, [], MimeLimits.Default, cancellation)));
    }

    private static string Advice(double confidence) => confidence switch
    {
        0 => "; the filter listens to it from 50 of each on",
        < 1 => "; the filter believes it wholly from 500 of each on",
        _ => "",
    };
}
