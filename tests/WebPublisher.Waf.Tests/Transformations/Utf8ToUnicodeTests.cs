namespace WebPublisher.Waf.Tests.Transformations;

public sealed class Utf8ToUnicodeTests
{
    [Theory]
    [InlineData("a\u00c3\u00a9b", "a%u00e9b")]
    [InlineData("\u00e2\u0080\u0098", "%u2018")]
    [InlineData("\u00f0\u009f\u0098\u0080", "%u1f600")]
    public void Characters_become_percent_u(string input, string expected) => Assert.Equal(expected, TransformedText.Of("utf8toUnicode", input));

    [Theory]
    [InlineData("a\0b", "ab")]
    [InlineData("\u00c3a", "a")]
    [InlineData("\u00e2\u0080", "\u0080")]
    [InlineData("x\u00f0\u009f\u0098", "x\u009f\u0098")]
    [InlineData("\u00c3", "")]
    public void Null_bytes_and_broken_lead_bytes_vanish(string input, string expected) => Assert.Equal(expected, TransformedText.Of("utf8toUnicode", input));

    [Theory]
    [InlineData("\u00c0\u00af", "%u002f\u00c0")]
    [InlineData("\u00e0\u0080\u00af", "%u002f\u00e0")]
    [InlineData("\u00f0\u0080\u0080\u00af", "%u002f\u00f0")]
    [InlineData("\u00ed\u00a0\u0080", "%ud800\u00ed")]
    [InlineData("\u00f0\u008d\u00a0\u0080", "%ud800\u00f0\u00f0")]
    public void Overlong_forms_and_surrogates_are_followed_by_their_lead_byte(string input, string expected) => Assert.Equal(expected, TransformedText.Of("utf8toUnicode", input));

    [Theory]
    [InlineData("\u00f5\u0080\u0080\u0080", "\u00f5%u140000")]
    [InlineData("\u00f5a", "\u00f5a")]
    public void Lead_bytes_beyond_unicode_are_kept(string input, string expected) => Assert.Equal(expected, TransformedText.Of("utf8toUnicode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("\u0080\u00bf")]
    [InlineData("\u00f8\u00ff")]
    [InlineData("\u00f5")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("utf8toUnicode", input));
}
