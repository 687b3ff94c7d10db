using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Smtp.Agents.Content;

namespace WebPublisher.Smtp.Tests.Agents.Content;

public sealed class SpamdAnswerTests
{
    [Theory]
    [InlineData("False ; -1.2 / 5.0", 0)]
    [InlineData("False ; 2.4 / 5.0", 2)]
    [InlineData("False ; 4.9 / 5.0", 4)]
    [InlineData("True ; 5.0 / 5.0", 6)]
    [InlineData("True ; 7.5 / 5.0", 7)]
    [InlineData("True ; 10 / 5.0", 8)]
    [InlineData("True ; 1000.0 / 5.0", 9)]
    public void A_score_in_parts_of_its_threshold_is_a_level(string verdict, int level)
        => Assert.Equal(level, SpamdAnswer.Parse($"SPAMD/1.1 0 EX_OK\r\nContent-length: 5\r\nSpam: {verdict}\r\n\r\nGTUBE").Scl);

    [Fact]
    public void Its_evidence_names_the_rules()
        => Assert.Equal("spamd 6.1/5.0 GTUBE,MISSING_DATE", SpamdAnswer.Parse("SPAMD/1.1 0 EX_OK\r\nContent-length: 5\r\nSpam: True ; 6.1 / 5.0\r\n\r\nGTUBE,MISSING_DATE\u0007\r\n").Evidence);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("SPAMD/1.0 76 Bad header line\r\n")]
    [InlineData("SPAMD/1.1 0 EX_OK\r\n\r\n")]
    [InlineData("SPAMD/1.1 0 EX_OK\r\nSpam: True ; high / 5\r\n\r\n")]
    [InlineData("SPAMD/1.1 0 EX_OK\r\nSpam: True ; 5 / 0\r\n\r\n")]
    public void What_cannot_be_understood_is_no_answer(string answer) => Assert.Throws<ScorerException>(() => SpamdAnswer.Parse(answer));

    [Fact]
    public void No_answer_does_anything_else() => Prop.ForAll<string>(tail =>
    {
        try
        {
            return SpamdAnswer.Parse($"SPAMD/1.1 0 {tail}").Scl is >= 0 and <= 9;
        }
        catch (ScorerException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();
}
