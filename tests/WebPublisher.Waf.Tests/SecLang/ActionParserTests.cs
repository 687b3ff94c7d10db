using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class ActionParserTests
{
    [Theory]
    [InlineData("id:1,phase:2,pass", "id=1 phase=2 pass")]
    [InlineData("id:'1', phase:request , nolog,", "id=1 phase=2 nolog")]
    [InlineData("id:1,phase:logging,t:none,t:lowercase", "id=1 phase=5 t=none t=lowercase")]
    [InlineData("id:1,PHASE:Response,MultiMatch,SkipAfter:1", "id=1 phase=4 multiMatch skipAfter=1")]
    [InlineData("id:1,msg:'a, b|c',logdata:'it\\'s'", "id=1 msg=a, b|c logdata=it's")]
    [InlineData("id:1,sanitizeArg:a,sanitiseMatched", "id=1 sanitiseArg=a sanitiseMatched")]
    [InlineData("id:1,setvar:'tx.a_%{rule.id}=+%{tx.b}',setvar:!tx.c", "id=1 setvar=tx.a_%{rule.id}=+%{tx.b} setvar=!tx.c")]
    [InlineData("id:1,allow,status:403,allow:phase", "id=1 allow status=403 allow=phase")]
    [InlineData("id:1 phase:2 pass", "id=1 phase=2 pass")]
    [InlineData("id:1,msg:''", "id=1 msg=")]
    [InlineData("id:1,severity:'CRITICAL',severity:2", "id=1 severity=CRITICAL severity=2")]
    [InlineData("id:1,ctl:ruleRemoveTargetById=942000-942999;ARGS:/^a/,ctl:ruleEngine=off", "id=1 ctl=ruleRemoveTargetById=942000-942999;ARGS:/^a/ ctl=ruleEngine=off")]
    public void Actions_are_read(string written, string expected)
    {
        var text = $"SecRule ARGS a \"{written}\"" + (written.Contains("Skip", StringComparison.Ordinal) ? "\nSecMarker 1" : "");
        var rule = Assert.IsType<RuleDirective>(RuleText.Valid(text)[0]);
        Assert.Equal(expected, string.Join(' ', rule.Actions.Select(a => a.Argument is null ? a.Name : $"{a.Name}={a.Argument}")));
    }

    [Theory]
    [InlineData("msgs:a", "22: Unknown action 'msgs'; did you mean 'msg'?")]
    [InlineData("nolgo", "22: Unknown action 'nolgo'; did you mean 'nolog'?")]
    [InlineData("#msg:a", "22: Unknown action '#msg'; a rule that goes on over several lines cannot hold a comment")]
    [InlineData("msg", "22: Expected msg:VALUE.")]
    [InlineData("msg:", "22: Expected msg:VALUE.")]
    [InlineData("pass:1", "27: The action pass takes no value.")]
    [InlineData("log pass", "26: Expected a separator before 'pass'")]
    [InlineData("msg:'a", "26: This quotation mark is not closed")]
    [InlineData("exec:/bin/x", "22: The action exec runs a program or script")]
    [InlineData("phase:6", "28: Unknown phase '6'; expected 1 to 5, request, response or logging.")]
    [InlineData("severity:CRITCAL", "31: Unknown severity 'CRITCAL'; expected 0 to 7, or one of EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFO, DEBUG; did you mean")]
    [InlineData("status:99", "29: Expected an HTTP status from 100 to 599, not '99'.")]
    [InlineData("skip:0", "27: Expected how many rules are skipped, not '0'.")]
    [InlineData("allow:all", "28: Expected allow, allow:phase or allow:request, not 'all'.")]
    [InlineData("setvar:score=1", "29: Expected COLLECTION.NAME=, such as tx.score=+5, not 'score=1'.")]
    [InlineData("setvar:tc.score=1", "29: Unknown collection 'tc'; expected one of TX, GLOBAL, IP, RESOURCE, SESSION, USER; did you mean 'TX'?")]
    [InlineData("expirevar:ip.a", "32: Expected COLLECTION.NAME=SECONDS, such as tx.score=60, not 'ip.a'.")]
    [InlineData("initcol:ip", "30: Expected COLLECTION=KEY, such as ip=%{REMOTE_ADDR}, not 'ip'.")]
    [InlineData("initcol:tx=a", "30: Unknown collection 'tx'; expected one of GLOBAL, IP, RESOURCE, SESSION, USER.")]
    [InlineData("xmlns:a", "28: Expected PREFIX=NAMESPACE, not 'a'.")]
    [InlineData("ctl:ruleEngine", "26: Expected ctl:OPTION=VALUE, not 'ruleEngine'.")]
    [InlineData("ctl:ruleEngin=On", "26: Unknown option 'ruleEngin' of ctl; did you mean 'ruleEngine'?")]
    [InlineData("ctl:ruleEngine=Offf", "26: Expected On, Off, DetectionOnly after ctl:ruleEngine=, not 'Offf'; did you mean 'Off'?")]
    [InlineData("ctl:requestBodyProcessor=YAML", "26: Expected URLENCODED, MULTIPART, XML, JSON after ctl:requestBodyProcessor=, not 'YAML'")]
    [InlineData("ctl:ruleRemoveById=a", "26: Expected ids of rules, such as 942100 or 942000-942999, not 'a'.")]
    [InlineData("ctl:ruleRemoveTargetById=5", "26: Expected ctl:ruleRemoveTargetById=RULES;VARIABLE")]
    [InlineData("ctl:ruleRemoveTargetById=5;ARG", "26: Unknown variable 'ARG'; did you mean 'ARGS'?")]
    [InlineData("ctl:ruleRemoveTargetByTag=x;TX", "26: Expected TX:MEMBER")]
    public void What_cannot_be_read_is_told(string written, string expected) =>
        Assert.StartsWith("a.conf:1:" + expected, RuleText.Error($"SecRule ARGS a \"id:1,{written}\""), StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("a1")]
    [InlineData("9900000001")]
    [InlineData("99999999999999999999")]
    public void An_id_is_a_number_that_is_not_the_engine_s_own(string id) =>
        Assert.Contains(RuleText.Errors($"SecRule ARGS a \"id:{id}\""), e => e.StartsWith("a.conf:1:20: Expected a number from 1 to 9899999999", StringComparison.Ordinal));
}
