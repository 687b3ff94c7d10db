using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

/// <summary>What Apache 2.4 makes of the same words was read from the messages of its configuration check.</summary>
public sealed class DirectiveWordsTests
{
    [Theory]
    [InlineData("a b\tc", new[] { "a", "b", "c" })]
    [InlineData("a \"b c\" 'd e'", new[] { "a", "b c", "d e" })]
    [InlineData("\"a \\\" b\"", new[] { "a \" b" })]
    [InlineData("\"a \\' b\"", new[] { "a \\' b" })]
    [InlineData("'a \\' \" b'", new[] { "a ' \" b" })]
    [InlineData("\"^\\d+\\\\b\\.\"", new[] { "^\\d+\\b\\." })]
    [InlineData("a\\\\b\\\"c", new[] { "a\\b\\\"c" })]
    [InlineData("\"[\\\\\\\\]\"", new[] { "[\\\\]" })]
    [InlineData("\"\"", new[] { "" })]
    public void Words_are_taken_apart(string line, string[] expected) => Assert.Equal(expected, Split(line, out _)!.Select(w => w.Text));

    [Fact]
    public void Places_of_characters_count_backslashes_that_were_taken_away()
    {
        var word = Split("x \"a\\\"b\\\\c\"", out _)![1];
        Assert.Equal("a\"b\\c", word.Text);
        Assert.Equal([4, 6, 7, 9, 10], Enumerable.Range(0, 5).Select(i => word.PositionAt(i).Column));
    }

    [Theory]
    [InlineData("a \"b", "f:7:3: This quotation mark is not closed; expected \"")]
    [InlineData("a 'b\"", "f:7:3: This quotation mark is not closed; expected '")]
    [InlineData("a \"b\\\"", "f:7:3: This quotation mark is not closed")]
    [InlineData("a \"b\"c\"", "f:7:6: Expected white space after the closing quotation mark.")]
    public void A_mark_that_is_not_closed_is_told(string line, string expected)
    {
        Assert.Null(Split(line, out var errors));
        Assert.StartsWith(expected, Assert.Single(errors.All).ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<DirectiveWord>? Split(string line, out ErrorList errors) =>
        DirectiveWords.Split(new LogicalLine("f", line, [0], 7), errors = new ErrorList());
}
