using WebPublisher.Smtp.Agents.Reputation;
using WebPublisher.State.Reputation;

namespace WebPublisher.Smtp.Tests.Agents.Reputation;

public sealed class ReputationLevelTests
{
    [Theory]
    [InlineData(19, 9.0, 0)]
    [InlineData(20, 9.0, 6)]
    [InlineData(31, 7.0, 6)]
    [InlineData(32, 7.0, 7)]
    [InlineData(1000, 9.0, 8)]
    [InlineData(1000, 2.0, 0)]
    [InlineData(1000, 0.0, 0)]
    [InlineData(1000, 4.5, 4)]
    public void Mail_counts_the_more_the_worse_and_the_more_of_it_there_is(int messages, double scl, int expected) =>
        Assert.Equal(expected, ReputationLevel.Of(Profile(messages, scl), 20));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, 0, 3)]
    [InlineData(0, 100, 2)]
    [InlineData(100, 100, 4)]
    [InlineData(50, 0, 1)]
    public void Names_alone_make_a_reputation_no_worse_than_four(int hello, int reverse, int expected) =>
        Assert.Equal(expected, ReputationLevel.Of(Profile(100, 0) with { HelloProblems = hello, ReverseDnsProblems = reverse }, 20));

    [Fact]
    public void A_name_that_is_none_makes_bad_mail_worse() => Assert.Equal(7, ReputationLevel.Of(Profile(20, 7) with { HelloProblems = 20, ReverseDnsProblems = 20 }, 20));

    [Fact]
    public void Nobody_has_a_reputation_without_a_message() => Assert.Equal(0, ReputationLevel.Of(SenderProfile.Unknown, 0));

    private static SenderProfile Profile(int messages, double scl) => new() { Messages = messages, SclSum = (long)(messages * scl) };
}
