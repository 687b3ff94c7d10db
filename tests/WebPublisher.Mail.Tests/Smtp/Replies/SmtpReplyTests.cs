using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Tests.Smtp.Replies;

public sealed class SmtpReplyTests
{
    [Fact]
    public void Every_line_carries_code_and_status()
        => Assert.Equal("550-5.7.1 one\r\n550 5.7.1 two\r\n", Text(SmtpReply.Create(550, new EnhancedStatus(5, 7, 1), "one", "two")));

    [Fact]
    public void A_reply_may_lack_status_and_text()
    {
        Assert.Equal("354 go\r\n", Text(SmtpReply.Create(354, "go")));
        Assert.Equal("250 \r\n", Text(SmtpReply.Create(250)));
        Assert.Equal("250 2.0.0\r\n", Text(SmtpReply.Create(250, new EnhancedStatus(2, 0, 0), "")));
    }

    [Theory]
    [InlineData("a\r\n250 injected", "550 a  250 injected\r\n")]
    [InlineData("a\nb\0c\td\u007fe", "550 a b c d e\r\n")]
    [InlineData("caf\u00e9\u2028\ud83d\ude00", "550 caf????\r\n")]
    public void No_text_breaks_out_of_its_line(string text, string wire) => Assert.Equal(wire, Text(SmtpReply.Create(550, text)));

    [Fact]
    public void Long_text_is_wrapped_at_spaces()
    {
        var text = Text(SmtpReply.Create(550, new EnhancedStatus(5, 7, 1), string.Join(' ', Enumerable.Repeat("word", 300))));

        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 510));
        Assert.DoesNotContain("wor\r", text, StringComparison.Ordinal);
        Assert.Equal(300, text.Split("word").Length - 1);
    }

    [Fact]
    public void A_word_that_fills_lines_is_broken_and_the_lines_are_bounded()
    {
        var reply = SmtpReply.Create(550, new string('x', 1_000_000));

        Assert.Equal(SmtpReply.MaximumLines, reply.Lines.Length);
        Assert.All(Text(reply).Split("\r\n"), line => Assert.True(line.Length <= 510));
    }

    [Fact]
    public void A_reference_is_appended_to_the_last_line()
        => Assert.Equal("550-5.7.1 a\r\n550 5.7.1 b [ref 17]\r\n", Text(SmtpReply.Create(550, new EnhancedStatus(5, 7, 1), "a", "b").Append("[ref 17]")));

    [Fact]
    public void Codes_and_statuses_must_agree()
    {
        Assert.Throws<ArgumentException>(() => SmtpReply.Create(550, new EnhancedStatus(4, 7, 1), "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmtpReply.Create(199));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmtpReply.Create(600));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnhancedStatus(3, 0, 0));
    }

    [Fact]
    public void Whatever_the_text_the_wire_holds_nothing_but_lines_of_the_reply()
        => Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), texts =>
        {
            var lines = Text(SmtpReply.Create(451, new EnhancedStatus(4, 3, 0), [.. texts.Select(text => text ?? "")])).Split("\r\n");
            Assert.Equal("", lines[^1]);
            Assert.All(lines[..^2], line => Assert.StartsWith("451-4.3.0", line, StringComparison.Ordinal));
            Assert.StartsWith("451 4.3.0", lines[^2], StringComparison.Ordinal);
            Assert.All(lines, line => Assert.True(line.Length <= 510 && line.All(character => character is >= ' ' and <= '~')));
        }).QuickCheckThrowOnFailure();

    private static string Text(SmtpReply reply) => Encoding.Latin1.GetString(reply.Wire.Span);
}
