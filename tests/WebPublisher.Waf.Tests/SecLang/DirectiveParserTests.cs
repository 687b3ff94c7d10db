using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class DirectiveParserTests
{
    [Fact]
    public void Settings_are_read_whatever_their_case()
    {
        var setting = Assert.IsType<SettingDirective>(Assert.Single(RuleText.Valid("  SECResponseBodyMIMEType text/plain \"text/html\" text/xml")));
        Assert.Equal("SecResponseBodyMimeType", setting.Name);
        Assert.Equal(["text/plain", "text/html", "text/xml"], setting.Arguments);
        Assert.Equal(3, setting.Position.Column);
    }

    [Theory]
    [InlineData("SecMarker END-X", "END-X")]
    [InlineData("SecMarker \"END X\"", "END X")]
    [InlineData("SecMarker \"'END'\"", "END")]
    public void Markers_are_read(string text, string name) => Assert.Equal(name, Assert.IsType<MarkerDirective>(Assert.Single(RuleText.Valid(text))).Name);

    [Theory]
    [InlineData("SecRuleRemoveById 1 \"2-5 7,9\" 10", "SecRuleRemoveById", "1|2-5|7|9|10", 0, 0)]
    [InlineData("SecRuleRemoveByTag a \"b c\"", "SecRuleRemoveByTag", "a|b c", 0, 0)]
    [InlineData("secruleremovebymsg ^x$", "SecRuleRemoveByMsg", "^x$", 0, 0)]
    [InlineData("SecRuleUpdateTargetById 942000-942999 \"!ARGS:a,!ARGS:/b/\"", "SecRuleUpdateTargetById", "942000-942999", 2, 0)]
    [InlineData("SecRuleUpdateTargetByTag attack-sqli !ARGS:a|ARGS", "SecRuleUpdateTargetByTag", "attack-sqli", 2, 0)]
    [InlineData("SecRuleUpdateTargetByMsg \"SQL.*\" ARGS", "SecRuleUpdateTargetByMsg", "SQL.*", 1, 0)]
    [InlineData("SecRuleUpdateActionById 5 \"deny,status:403\"", "SecRuleUpdateActionById", "5", 0, 2)]
    [InlineData("SecRuleUpdateActionById 5:1 pass", "SecRuleUpdateActionById", "5:1", 0, 1)]
    public void Changes_are_read(string text, string name, string selection, int targets, int actions)
    {
        var change = Assert.IsType<RuleChangeDirective>(Assert.Single(RuleText.Valid(text)));
        Assert.Equal((name, selection, targets, actions), (change.Name, string.Join('|', change.Selection), change.Targets.Count, change.Actions.Count));
    }

    [Theory]
    [InlineData("SecRul ARGS a id:1", "1: Unknown directive 'SecRul'; did you mean 'SecRule'?")]
    [InlineData("SecReqestBodyLimit 5", "1: Unknown directive 'SecReqestBodyLimit'; did you mean 'SecRequestBodyLimit'?")]
    [InlineData("LoadModule a b", "1: Unknown directive 'LoadModule'")]
    [InlineData("SecRule ARGS", "1: Expected SecRule VARIABLES \"OPERATOR\" \"ACTIONS\"; an argument is missing.")]
    [InlineData("SecAction", "1: Expected SecAction \"ACTIONS\"; there is no argument.")]
    [InlineData("SecRule ARGS a id:1 b", "21: Expected nothing more; this directive is written SecRule")]
    [InlineData("SecRuleEngine Onn", "15: Expected On or Off or DetectionOnly after SecRuleEngine, not 'Onn'; did you mean 'On'?")]
    [InlineData("SecRequestBodyLimit 13MB", "21: Expected a number from 1 to 1099511627776 after SecRequestBodyLimit, not '13MB'.")]
    [InlineData("SecResponseBodyMimeTypesClear a", "31: Expected nothing more; this directive is written SecResponseBodyMimeTypesClear.")]
    [InlineData("SecRuleScript a.lua", "1: SecRuleScript runs scripts")]
    [InlineData("SecContentInjection On", "21: Expected Off, all that this engine knows, after SecContentInjection, not 'On'")]
    [InlineData("SecMarker ''", "12: Expected the name of a marker.")]
    [InlineData("SecRuleRemoveById 5-", "19: Expected ids of rules, such as 942100 or 942000-942999, not '5-'.")]
    [InlineData("SecRuleRemoveById 5-4", "19: Expected ids of rules")]
    [InlineData("SecRuleRemoveByTag \"\"", "21: Expected a regular expression; nothing would stand for all rules.")]
    [InlineData("SecRuleUpdateTargetById 1 ARGS:a ARGS:b", "34: Expected nothing more: variables are not replaced but excluded and added")]
    [InlineData("SecRuleUpdateActionById 1-2 pass", "25: Expected the id of a rule")]
    [InlineData("SecRuleUpdateActionById 1 id:2", "27: A rule's id cannot be changed.")]
    [InlineData("Include", "1: Expected Include PATH.")]
    public void What_cannot_be_read_is_told(string text, string expected) => Assert.StartsWith("a.conf:1:" + expected, RuleText.Error(text), StringComparison.Ordinal);

    [Fact]
    public void Every_error_is_told_and_what_is_right_is_read_on()
    {
        var parsed = RuleText.Parse("SecRule ARG a \"id:1,msgs:a,phase:9\"\nSecRuleEngine On\nSecRule ARGS a \"id:2\nSecFoo\n");
        Assert.Equal(["1:9", "1:21", "1:34", "3:16", "4:1"], parsed.Errors.Select(e => $"{e.Position.Line}:{e.Position.Column}"));
        Assert.Contains(parsed.Directives, d => d is SettingDirective);
    }

    [Fact]
    public void Control_characters_are_not_repeated_and_long_words_are_cut()
    {
        var message = RuleText.Error($"SecFoo\u001b[1m{new string('x', 500)} a");
        Assert.DoesNotContain(message, char.IsControl);
        Assert.True(message.Length < 200, message);
    }
}
