namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CommentMarkRemovalTests
{
    [Theory]
    [InlineData("a/*b*/c", "abc")]
    [InlineData("<!--a-->", "a")]
    [InlineData("a--b#c", "abc")]
    [InlineData("/*/", "/")]
    [InlineData("--->", "->")]
    public void Marks_vanish_and_what_is_between_stays(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeCommentsChar", input));

    [Theory]
    [InlineData("")]
    [InlineData("<!-a")]
    [InlineData("a-b")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("removeCommentsChar", input));
}
