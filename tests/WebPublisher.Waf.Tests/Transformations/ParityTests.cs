namespace WebPublisher.Waf.Tests.Transformations;

public sealed class ParityTests
{
    [Theory]
    [InlineData("abc", "\u00e1\u00e2c")]
    public void Parity_becomes_even(string input, string expected) => Assert.Equal(expected, TransformedText.Of("parityEven7bit", input));

    [Theory]
    [InlineData("abc", "ab\u00e3")]
    public void Parity_becomes_odd(string input, string expected) => Assert.Equal(expected, TransformedText.Of("parityOdd7bit", input));

    [Theory]
    [InlineData("\u00e1b\u00ff", "ab\u007f")]
    public void The_bit_is_cleared(string input, string expected) => Assert.Equal(expected, TransformedText.Of("parityZero7bit", input));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("parityZero7bit", input));
}
