using WebPublisher.Mail.Scoring;

namespace WebPublisher.Mail.Tests.Scoring;

public sealed class SclScaleTests
{
    [Theory]
    [InlineData(-100, 0)]
    [InlineData(-3, 1)]
    [InlineData(0, 3)]
    [InlineData(2.49, 4)]
    [InlineData(2.5, 5)]
    [InlineData(4, 7)]
    [InlineData(100, 9)]
    public void Log_odds_have_a_level(double logOdds, int level) => Assert.Equal(level, SclScale.LevelOf(logOdds));

    [Fact]
    public void A_level_begins_where_it_is_said() => Assert.All(Enumerable.Range(1, 9), level => Assert.Equal(level, SclScale.LevelOf(SclScale.BeginOf(level))));
}
