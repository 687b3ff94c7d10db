using System.Globalization;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Learning;

public sealed class LearnCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public LearnCommandTests() => _policy = MailSitePolicy.Write(_directory, "webpublisher.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Files_directories_and_mailboxes_are_learned_and_forgotten()
    {
        for (var i = 0; i < 60; i++)
        {
            _directory.Write($"spam/{i}.eml", Message(i, "lottery"));
        }

        _directory.Write("ham.mbox", string.Concat(Enumerable.Range(0, 55).Select(number => $"From ann Mon Mar  3 10:00:00 2025\n{Message(number, "minutes")}\n")));

        Assert.Equal(new CommandRun(0, "learned 60 of 60 messages as spam\nknown now: 0 ham, 60 spam, 0 tokens; the filter listens to it from 50 of each on\n", ""), await LearnAsync("spam", "spam"));
        var ham = await LearnAsync("ham", "ham.mbox", "spam/7.eml");
        Assert.StartsWith("learned 56 of 56 messages as ham\nknown now: 56 ham, 59 spam, ", ham.Output, StringComparison.Ordinal);
        Assert.EndsWith("; the filter believes it wholly from 500 of each on\n", ham.Output, StringComparison.Ordinal);
        Assert.StartsWith("learned 1 of 60 messages as spam; the others were known\nknown now: 55 ham, 60 spam, ", (await LearnAsync("spam", "spam")).Output, StringComparison.Ordinal);
        Assert.StartsWith("forgot 1 of 1 message that was taught as spam\nknown now: 55 ham, 59 spam, ", (await LearnAsync("spam", "spam/7.eml", "--forget")).Output, StringComparison.Ordinal);
        Assert.StartsWith("forgot 0 of 1 message that was taught as spam\n", (await LearnAsync("spam", "spam/7.eml", "--forget")).Output, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse((await LearnAsync("spam", "spam/7.eml", "--json")).Output);
        Assert.Equal((1, 60), (json.RootElement.GetProperty("changed").GetInt32(), json.RootElement.GetProperty("spam").GetInt32()));
    }

    [Fact]
    public async Task What_was_interrupted_or_damaged_is_learned_anew_of_the_lessons()
    {
        for (var i = 0; i < 50; i++)
        {
            _directory.Write($"spam/{i}.eml", Message(i, "lottery"));
            _directory.Write($"ham/{i}.eml", Message(i, "minutes"));
        }

        await LearnAsync("ham", "ham");
        var whole = await LearnAsync("spam", "spam");
        var model = Path.Combine(Path.GetDirectoryName(_policy)!, "state", "content", "model");
        var octets = await File.ReadAllBytesAsync(model);
        await File.WriteAllBytesAsync(model, octets[..^50]);

        var again = await LearnAsync("spam", "spam");
        Assert.StartsWith("learned 0 of 50 messages as spam", again.Output, StringComparison.Ordinal);
        Assert.Equal(whole.Output.Split('\n')[1], again.Output.Split('\n')[1]);
        Assert.Equal(octets, await File.ReadAllBytesAsync(model));
    }

    [Fact]
    public async Task What_is_no_message_is_told_and_passed_over()
    {
        _directory.Write("mail/a.eml", Message(1, "lottery"));
        _directory.Write("mail/b.eml", "");
        _directory.Write("mail/c.eml", "no header here");
        var run = await LearnAsync("spam", "mail");
        Assert.StartsWith("learned 1 of 1 message as spam", run.Output, StringComparison.Ordinal);
        Assert.Contains("b.eml: passed over, for it is empty", run.Error, StringComparison.Ordinal);
        Assert.Contains("c.eml: passed over, for it has no header", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_a_usage_error()
    {
        var run = await LearnAsync("ham", "nowhere");
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("there is no file or directory", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.OfAsync("learn", "eggs", _policy)).Code);
    }

    private Task<CommandRun> LearnAsync(string kind, params string[] paths) =>
        CommandRun.OfAsync(["learn", kind, "--policy", _policy, .. paths.Select(path => path.StartsWith("--", StringComparison.Ordinal) ? path : Path.Combine(Path.GetDirectoryName(_policy)!, path))]);

    private static string Message(int number, string theme) => string.Create(
        CultureInfo.InvariantCulture, $"From: ann@client.example\nSubject: {theme} {number}\n\nWe have {theme} for you and the others, number {number}.\n");
}
