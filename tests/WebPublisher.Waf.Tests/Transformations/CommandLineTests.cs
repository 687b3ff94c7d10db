namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("c^o\"m\"m'a'n\\d", "command")]
    [InlineData("\"\"", "")]
    public void Quotes_backslashes_and_carets_vanish(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cmdLine", input));

    [Theory]
    [InlineData("a,b;c", "a b c")]
    [InlineData("a , ;\t\r\nb", "a b")]
    [InlineData("a\" \" b", "a b")]
    public void Separators_become_one_space(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cmdLine", input));

    [Theory]
    [InlineData("cmd  /c", "cmd/c")]
    [InlineData("f (x)", "f(x)")]
    [InlineData("dir ,;/s", "dir/s")]
    public void A_space_before_a_slash_or_parenthesis_vanishes(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cmdLine", input));

    [Theory]
    [InlineData("PowerShell \u00c4", "powershell \u00c4")]
    public void Letters_become_small(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cmdLine", input));

    [Theory]
    [InlineData("a\0b", "a")]
    [InlineData("\0", "")]
    public void Nothing_after_a_null_byte_is_looked_at(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cmdLine", input));

    [Theory]
    [InlineData("")]
    [InlineData("ls -l x/y(z)")]
    [InlineData("a b c")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("cmdLine", input));
}
