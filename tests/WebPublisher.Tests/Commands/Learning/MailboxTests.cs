using System.Text;
using WebPublisher.Commands.Learning;

namespace WebPublisher.Tests.Commands.Learning;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("From a\nS: 1\n\nx\n\nFrom b\nS: 2\n\ny\n", "S: 1\n\nx\n\n|S: 2\n\ny\n")]
    [InlineData("From a\nS: 1\n\nFromage\n>From me\n>>From you\nFrom here no message begins\n", "S: 1\n\nFromage\nFrom me\n>From you\nFrom here no message begins\n")]
    [InlineData("From a\r\nS: 1\r\n\r\nFrom b\r\nS: 2", "S: 1\r\n\r\n|S: 2")]
    [InlineData("From a\n", "")]
    public void A_mailbox_is_split(string mailbox, string messages) => Assert.Equal(messages, string.Join('|', Split(mailbox, 1000)));

    [Fact]
    public void What_is_too_large_is_passed_over()
    {
        var passed = 0;
        Assert.Equal(["S: 2\n"], Split($"From a\n{new string('x', 200_000)}\n\nFrom b\nS: 2\n\nFrom c\n{new string('y', 200_000)}", 100_000, () => passed++).Select(message => message.TrimEnd() + "\n"));
        Assert.Equal(2, passed);
    }

    private static IEnumerable<string> Split(string mailbox, long largest, Action? passedOver = null) =>
        Mailbox.Split(new MemoryStream(Encoding.ASCII.GetBytes(mailbox)), largest, passedOver ?? (() => { })).Select(Encoding.ASCII.GetString);
}
