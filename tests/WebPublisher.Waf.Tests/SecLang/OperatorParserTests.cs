namespace WebPublisher.Waf.Tests.SecLang;

public sealed class OperatorParserTests
{
    [Theory]
    [InlineData("@rx ^a b$ ", "rx", "^a b$ ", false)]
    [InlineData("^a@b", "rx", "^a@b", false)]
    [InlineData("!^a", "rx", "^a", true)]
    [InlineData("! @eq 0", "eq", "0", true)]
    [InlineData("!@pm a b", "pm", "a b", true)]
    [InlineData("@detectSQLi", "detectSQLi", "", false)]
    [InlineData("@streq  x", "streq", "x", false)]
    [InlineData("@rx \\\"a\\x22 \\d\\\\d", "rx", "\"a\\x22 \\d\\d", false)]
    public void Operators_are_read(string written, string name, string argument, bool isNegated)
    {
        var operation = RuleText.Rule($"SecRule ARGS \"{written}\" id:1").Operator;
        Assert.Equal((name, argument, isNegated), (operation.Name, operation.Argument, operation.IsNegated));
    }

    [Fact]
    public void An_operator_has_a_place() => Assert.Equal(17, RuleText.Rule("SecRule ARGS \"! @eq 0\" id:1").Operator.Position.Column);

    [Theory]
    [InlineData(" @rx a", "a.conf:1:15: Expected the operator right after the quotation mark")]
    [InlineData("", "a.conf:1:15: Expected an operator such as @eq 0, or a regular expression.")]
    [InlineData("! ", "a.conf:1:15: Expected an operator")]
    [InlineData("@ a", "a.conf:1:15: Expected the name of an operator after @.")]
    public void What_is_meant_otherwise_is_told(string written, string expected) =>
        Assert.StartsWith(expected, RuleText.Error($"SecRule ARGS \"{written}\" id:1"), StringComparison.Ordinal);
}
