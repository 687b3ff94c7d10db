using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class WordListTests
{
    [Theory]
    [InlineData("Hello, World! It's 50% off-price for $5", "hello world it's 50 off-price for $5")]
    [InlineData("\u00dcber a \u00e4 \u65e5\u672c", "\u00fcber \u00e4 \u65e5\u672c")]
    [InlineData("dGhpcyBpcyBubyB3b3JkIGF0IGFsbA short", "short")]
    public void Words_are_cut(string text, string words)
    {
        var list = WordList.Of(text, 1000);
        Assert.Equal(words, string.Join(' ', Enumerable.Range(0, list.Count).Select(index => list[index].ToString())));
    }

    [Fact]
    public void Only_so_many_are_taken() => Assert.Equal(WordList.Most, WordList.Of(string.Concat(Enumerable.Repeat("word ", 10_000)), 100_000).Count);
}
