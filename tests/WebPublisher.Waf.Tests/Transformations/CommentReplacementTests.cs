namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CommentReplacementTests
{
    [Theory]
    [InlineData("un/**/ion", "un ion")]
    [InlineData("a/* x */b/*y*/", "a b ")]
    [InlineData("a/*/b", "a ")]
    [InlineData("a/*b*c", "a ")]
    public void A_comment_becomes_a_space(string input, string expected) => Assert.Equal(expected, TransformedText.Of("replaceComments", input));

    [Theory]
    [InlineData("")]
    [InlineData("a*/b")]
    [InlineData("/ *")]
    [InlineData("-- #")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("replaceComments", input));
}
