using WebPublisher.Policy.Documents;

namespace WebPublisher.Policy.Tests.Documents;

public sealed class QuotedTests
{
    [Fact]
    public void Control_characters_cannot_forge_a_line() => Assert.Equal("'a??b?[31m'", Quoted.Text("a\r\nb\u001b[31m"));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal($"'{new string('é', 80)}...'", Quoted.Text(new string('é', 5000)));
}
