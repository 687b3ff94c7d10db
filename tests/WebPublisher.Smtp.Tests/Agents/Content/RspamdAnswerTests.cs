using System.Text;
using WebPublisher.Smtp.Agents.Content;

namespace WebPublisher.Smtp.Tests.Agents.Content;

public sealed class RspamdAnswerTests
{
    [Theory]
    [InlineData("reject", "15.2", 9)]
    [InlineData("add header", "7", 6)]
    [InlineData("rewrite subject", "9", 6)]
    [InlineData("greylist", "4.5", 4)]
    [InlineData("no action", "1.5", 1)]
    [InlineData("no action", "-0.1", 0)]
    public void An_action_is_a_level(string action, string score, int level)
        => Assert.Equal(level, Parse($$"""{"score":{{score}},"required_score":15,"action":"{{action}}"}""").Scl);

    [Fact]
    public void Its_evidence_names_what_weighs_most_and_quotes_nothing()
    {
        var score = Parse("""{"score":7.0,"required_score":15.0,"action":"add header","symbols":{"SMALL":{"score":0.1},"NONE":{"score":0},"BIG_ONE":{"score":-5.5,"options":["secret words"]},"ODD\u0000":{"score":1}}}""");
        Assert.Equal("rspamd add header 7.0/15.0 BIG_ONE ODD SMALL", score.Evidence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"score":"high","action":"reject"}""")]
    [InlineData("""{"score":1,"action":"dance"}""")]
    [InlineData("""{"score":1,"action":7}""")]
    [InlineData("""{"score":1,"action":"reject","symbols":{"A":7}}""")]
    public void What_cannot_be_understood_is_no_answer(string answer) => Assert.Throws<ScorerException>(() => Parse(answer));

    private static ExternalScore Parse(string answer) => RspamdAnswer.Parse(Encoding.UTF8.GetBytes(answer));
}
