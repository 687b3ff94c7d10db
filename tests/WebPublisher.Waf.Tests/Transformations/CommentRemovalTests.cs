namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CommentRemovalTests
{
    [Theory]
    [InlineData("un/*x*/ion", "union")]
    [InlineData("a<!-- x -->b", "ab")]
    [InlineData("a/* x -->b", "ab")]
    [InlineData("a/*x*//*y*/b", "a/*y*/b")]
    public void Comments_vanish(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeComments", input));

    [Theory]
    [InlineData("a--b", "a")]
    [InlineData("a#b", "a")]
    [InlineData("#", "")]
    public void Comments_to_the_end_of_a_line_end_the_value(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeComments", input));

    [Theory]
    [InlineData("a/*b", "a ")]
    [InlineData("a<!--b", "a ")]
    public void An_open_comment_becomes_a_space(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeComments", input));

    [Theory]
    [InlineData("a/*b*/", "a\0")]
    public void A_comment_at_the_end_leaves_a_null_byte(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeComments", input));

    [Theory]
    [InlineData("")]
    [InlineData("a*/b")]
    [InlineData("-")]
    [InlineData("<!-")]
    [InlineData("/")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("removeComments", input));
}
