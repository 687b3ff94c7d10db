using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class LogicalLinesTests
{
    [Fact]
    public void A_backslash_before_the_line_end_joins_lines_and_nothing_is_left_of_it()
    {
        var line = Assert.Single(Lines("SecRule A \\\n  \"b\\\r\nc\"\n"));
        Assert.Equal("SecRule A   \"bc\"", line.Text);
        Assert.Equal(new SourcePosition("f", 1, 1), line.Position);
        Assert.Equal(new SourcePosition("f", 2, 3), line.PositionAt(line.Text.IndexOf('"', StringComparison.Ordinal)));
        Assert.Equal(new SourcePosition("f", 3, 1), line.PositionAt(line.Text.IndexOf('c', 10)));
    }

    [Fact]
    public void Comments_and_empty_lines_say_nothing()
    {
        var line = Assert.Single(Lines("# a\n\n \t\n  # b\n  x\n#"));
        Assert.Equal("  x", line.Text);
        Assert.Equal(new SourcePosition("f", 5, 3), line.Position);
    }

    [Fact]
    public void A_commented_rule_whose_lines_are_all_comments_is_one_comment() => Assert.Empty(Lines("# SecRule A \\\n#  \"b\" \\\n\n\\\n"));

    [Fact]
    public void A_rule_that_a_comment_swallows_is_told()
    {
        ErrorList errors = new();
        Assert.Empty(LogicalLines.Of("f", "# note \\\nSecRuleEngine On\n", errors));
        Assert.StartsWith("f:2:1: This line belongs to the comment above", Assert.Single(errors.All).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\\", "a")]
    [InlineData("a\\\n", "a")]
    [InlineData("a\\\\\nb", "a\\b")]
    [InlineData("a", "a")]
    public void The_end_of_a_file_ends_a_line(string text, string expected) => Assert.Equal(expected, Assert.Single(Lines(text)).Text);

    private static List<LogicalLine> Lines(string text)
    {
        ErrorList errors = new();
        var lines = LogicalLines.Of("f", text, errors).ToList();
        Assert.Empty(errors.All);
        return lines;
    }
}
