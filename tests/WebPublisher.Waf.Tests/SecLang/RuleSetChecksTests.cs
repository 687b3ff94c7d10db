namespace WebPublisher.Waf.Tests.SecLang;

public sealed class RuleSetChecksTests
{
    [Theory]
    [InlineData("SecRule ARGS a", "1:1: Expected the action id: every rule that is not chained to another has one.")]
    [InlineData("SecAction pass", "1:1: Expected the action id")]
    [InlineData("SecRule ARGS a id:5\n\nSecAction \"pass,id:5\"", "3:17: The rule at a.conf:1:16 has the id 5 already.")]
    [InlineData("SecAction id:5\nSecAction id:05", "2:11: The rule at a.conf:1:11 has the id 05 already.")]
    [InlineData("SecRule ARGS a \"id:1,chain\"", "1:22: Expected another rule after this one, which has the action chain.")]
    [InlineData("SecRule ARGS a \"id:1,chain\"\nSecMarker a\nSecAction id:2", "2:1: Expected a rule: the rule at a.conf:1:22 has the action chain")]
    [InlineData("SecAction \"id:1,phase:5,deny\"", "1:25: The action deny comes too late in phase 5 (logging).")]
    [InlineData("SecAction \"id:1,skipAfter:END\"", "1:17: The marker 'END' does not exist")]
    [InlineData("SecAction \"id:1,skipAfter:END-A\"\nSecMarker END_A", "1:17: The marker 'END-A' does not exist; did you mean 'END_A'?")]
    [InlineData("SecMarker END\nSecAction \"id:1,skipAfter:END\"", "2:17: The marker 'END' stands before this rule; rules are not judged again")]
    [InlineData("SecDefaultAction \"pass,log\"", "1:1: Expected the action phase: defaults are for the rules of one phase.")]
    [InlineData("SecDefaultAction \"phase:1,log\"", "1:1: Expected one of the actions pass, deny, drop, redirect or allow")]
    [InlineData("SecDefaultAction \"phase:1,pass,id:1\"", "1:32: The action id cannot be a default.")]
    [InlineData("SecDefaultAction \"phase:1,pass,chain\"", "1:32: The action chain cannot be a default.")]
    public void What_does_not_fit_is_told(string text, string expected) => Assert.StartsWith("a.conf:" + expected, RuleText.Error(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("id:2")]
    [InlineData("msg:a")]
    [InlineData("phase:2")]
    [InlineData("severity:2")]
    [InlineData("deny")]
    [InlineData("pass")]
    [InlineData("skip:1")]
    [InlineData("logdata:a")]
    public void A_chained_rule_does_not_say_what_the_first_one_says(string action) =>
        Assert.EndsWith(
            " can stand in the first rule of a chain only.",
            RuleText.Error($"SecRule ARGS a \"id:1,chain\"\nSecRule ARGS b \"t:none,{action}\""),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("SecRule ARGS a \"id:1,chain,deny\"\nSecRule ARGS b \"chain,setvar:tx.a=1\"\nSecRule ARGS c \"capture,tag:x,block\"\nSecAction id:2")]
    [InlineData("SecRule ARGS a \"id:1,chain\"\n# note\n\nSecRule ARGS b")]
    [InlineData("SecAction \"id:1,chain\"\nSecRule ARGS b")]
    [InlineData("SecAction \"id:1,skipAfter:2\"\nSecAction id:2")]
    [InlineData("SecMarker a\nSecAction \"id:1,skipAfter:a\"\nSecMarker a")]
    [InlineData("SecAction \"id:1,phase:5,pass,allow\"")]
    public void What_fits_is_taken(string text) => RuleText.Valid(text);

    [Theory]
    [InlineData("SecRule ARGS\nSecRule ARGS b \"t:none\"", "1:1")]
    [InlineData("SecRule ARGS a \"id:1,chain\"\nSecRule ARGS \"b\nSecRule ARGS c", "2:14")]
    public void What_follows_something_broken_is_not_blamed(string text, string expected) =>
        Assert.StartsWith("a.conf:" + expected, RuleText.Error(text), StringComparison.Ordinal);
}
