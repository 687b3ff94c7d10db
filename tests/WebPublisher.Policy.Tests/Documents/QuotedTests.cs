using WebPublisher.Policy.Documents;

namespace WebPublisher.Policy.Tests.Documents;

public sealed class QuotedTests
{
    [Fact]
    public void Control_characters_cannot_forge_a_line() => Assert.Equal("'a??b?[31m'", Quoted.Text("a\r\nb\u001b[31m"));

    [Theory]
    [InlineData("publishing\u200BRules", "'publishing<U+200B>Rules'")]
    [InlineData("to:\u00A0farm", "'to:<U+00A0>farm'")]
    [InlineData("a\u202Eb c", "'a<U+202E>b c'")]
    public void Characters_that_nobody_sees_are_shown(string value, string expected) => Assert.Equal(expected, Quoted.Text(value));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal($"'{new string('é', 80)}...'", Quoted.Text(new string('é', 5000)));
}
