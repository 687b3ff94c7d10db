using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Tests.Smtp.Replies;

public sealed class EnhancedStatusTests
{
    [Theory]
    [InlineData("2.0.0", "2.0.0")]
    [InlineData("5.7.1 Unable to relay", "5.7.1")]
    [InlineData("4.123.999 x", "4.123.999")]
    public void A_status_begins_the_text(string text, string expected)
    {
        Assert.True(EnhancedStatus.TryRead(text, out var status, out var length));
        Assert.Equal((expected, expected.Length), (status.ToString(), length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2.0")]
    [InlineData("2.0.")]
    [InlineData("2..0.0")]
    [InlineData("3.0.0")]
    [InlineData("2.00.0")]
    [InlineData("2.0.01")]
    [InlineData("2.1000.0")]
    [InlineData("2.0.1000")]
    [InlineData("2.0.0x")]
    [InlineData("2.0.0.0")]
    [InlineData("2 .0.0")]
    public void Anything_else_is_text(string text) => Assert.False(EnhancedStatus.TryRead(text, out _, out _));
}
