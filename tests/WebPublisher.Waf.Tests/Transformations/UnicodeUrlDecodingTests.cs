namespace WebPublisher.Waf.Tests.Transformations;

public sealed class UnicodeUrlDecodingTests
{
    [Theory]
    [InlineData("%u0041%U0062", "Ab")]
    [InlineData("%u1234", "4")]
    [InlineData("%u003cscript", "<script")]
    public void The_low_byte_of_four_digits_is_taken(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlDecodeUni", input));

    [Theory]
    [InlineData("%uff1cscript%uFF1E", "<script>")]
    [InlineData("%uff00", "\0")]
    [InlineData("%uff5f", "_")]
    [InlineData("%uff5e", "~")]
    [InlineData("%ufe1c", "\u001c")]
    public void Full_width_forms_become_ascii(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlDecodeUni", input));

    [Theory]
    [InlineData("%u", "%u")]
    [InlineData("%u004", "%u004")]
    [InlineData("%u00g1%41", "%u00g1A")]
    [InlineData("%zz+", "%zz ")]
    [InlineData("%u%41", "%uA")]
    public void What_is_no_encoding_stays(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlDecodeUni", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("100%")]
    [InlineData("%u12")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("urlDecodeUni", input));
}
