namespace WebPublisher.Waf.Tests.Transformations;

public sealed class SqlHexDecodingTests
{
    [Theory]
    [InlineData("0x414243", "ABC")]
    [InlineData("a=0X41 or", "a=A or")]
    [InlineData("0x414", "A4")]
    public void Pairs_after_0x_become_bytes(string input, string expected) => Assert.Equal(expected, TransformedText.Of("sqlHexDecode", input));

    [Theory]
    [InlineData("0x410x42", "A0x42")]
    [InlineData("0x41 0x42", "A B")]
    public void The_character_after_is_copied_unseen(string input, string expected) => Assert.Equal(expected, TransformedText.Of("sqlHexDecode", input));

    [Theory]
    [InlineData("0x410042", "A")]
    [InlineData("a\0b", "a")]
    public void A_null_byte_ends(string input, string expected) => Assert.Equal(expected, TransformedText.Of("sqlHexDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("0y41")]
    [InlineData("x41")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("sqlHexDecode", input));
}
