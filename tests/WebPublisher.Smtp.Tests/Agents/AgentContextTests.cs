using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class AgentContextTests
{
    private const string Message = """
        S: 220
        C: HELO client.example
        S: 250
        C: MAIL FROM:<ann@client.example>
        S: 250
        C: RCPT TO:<bob@example.com>
        S: 250
        C: DATA
        S: 354
        C: Subject: first
        C:
        C: two words
        C: .
        S: 250
        """;

    [Fact]
    public async Task One_digest_with_the_phrases_of_all_agents_is_made_for_all_of_them()
    {
        var (first, second) = (new Reader(new PhraseSet([new Phrase("first"), new Phrase("third")])), new Reader(new PhraseSet([new Phrase("two words")])));
        await using var rig = await StartAsync(first, new Reader(null), second);
        await rig.TalkAsync(Message);

        Assert.Equal("first", Assert.Single(first.Seen[0].MatchesOf(first.Phrases!)).Phrase.Text);
        Assert.Equal("two words", Assert.Single(second.Seen[0].MatchesOf(second.Phrases!)).Phrase.Text);
        Assert.All(first.Seen.Concat(second.Seen), digest => Assert.Same(first.Seen[0], digest));
    }

    [Fact]
    public async Task Content_that_was_written_anew_has_a_digest_of_its_own()
    {
        var (before, after) = (new Reader(null), new Reader(null));
        var editor = new ScriptedAgent("editor", (at, _) => at == AgentEvent.OnEndOfHeaders ? Finding.Noted("Tested", "").With(new Replacement("Subject: second\r\n\r\nx\r\n")) : Finding.None);
        await using var rig = await StartAsync(before, editor, after);
        await rig.TalkAsync(Message);

        Assert.Equal(["first", "second"], before.Seen.Select(digest => digest.Subject));
        Assert.Equal(["second", "second"], after.Seen.Select(digest => digest.Subject));
    }

    private static Task<ReceiveRig> StartAsync(params SmtpAgent[] agents) =>
        ReceiveRig.StartAsync(agents: [.. agents.Select(agent => new InstalledAgent(agent, AgentErrorAction.Defer, TimeSpan.FromSeconds(30)))]);

    /// <summary>Asks for the digest at two events.</summary>
    private sealed class Reader(PhraseSet? phrases) : SmtpAgent
    {
        public List<MessageDigest> Seen { get; } = [];

        public override string Name => "reader";

        public override PhraseSet? Phrases => phrases;

        public override ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context) => ReadAsync(context);

        public override ValueTask<Finding> OnEndOfDataAsync(AgentContext context) => ReadAsync(context);

        private async ValueTask<Finding> ReadAsync(AgentContext context)
        {
            Seen.Add(await context.DigestAsync());
            return Finding.None;
        }
    }
}
