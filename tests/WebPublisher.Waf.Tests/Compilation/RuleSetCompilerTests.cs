using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Tests.Evaluation;

namespace WebPublisher.Waf.Tests.Compilation;

public sealed class RuleSetCompilerTests
{
    private const string On = "SecRuleEngine On\n";

    [Theory]
    [InlineData("SecRule ARGS \"@rx (\" \"id:1\"", "test.conf:1:")]
    [InlineData("SecRule ARGS \"@contians x\" \"id:1\"", "No such operator")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,t:lowercaes\"", "lowercase")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,ctl:ruleRemoveByld=2\"", "ruleRemoveById")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,setvar:x=1\"", "collection.name")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,setvar:tx.a=%{REQEST_URI}\"", "REQUEST_URI")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,msg:'%{nonsense.x}'\"", "nonsense")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,exec:/bin/true\"", "exec")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,proxy:http://x/\"", "proxy")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,initcol:tx=x\"", "collection")]
    [InlineData("SecRule ARGS \"@contains x\" \"id:1,phase:5,deny\"", "phase 5")]
    [InlineData("SecRule SCRIPT_UID \"@eq 0\" \"id:1\"", "SCRIPT_UID")]
    [InlineData("SecRule XML:/*[ \"@contains x\" \"id:1\"", "XPath")]
    [InlineData("SecRule ARGS:/(/ \"@contains x\" \"id:1\"", "test.conf:1:")]
    [InlineData("SecUnicodeMapFile /nowhere/unicode.mapping 20127", "cannot be read")]
    [InlineData("SecStreamInBodyInspection On", "Off")]
    public void What_is_not_understood_is_an_error_at_its_place(string rule, string expected)
    {
        var error = Assert.Single(TestRequest.ErrorsOf(rule));

        Assert.StartsWith("test.conf:1:", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void All_errors_of_all_rules_are_told()
    {
        Assert.Equal(3, TestRequest.ErrorsOf("""
            SecRule ARGS "@rx (" "id:1,t:nothing"
            SecRule ARGS "@rx )" "id:2"
            """).Count);
    }

    [Theory]
    [InlineData("SecRuleRemoveById 10", "11,12")]
    [InlineData("SecRuleRemoveById 10-11", "12")]
    [InlineData("SecRuleRemoveById 10 12", "11")]
    [InlineData("SecRuleRemoveByTag attack-(?:one|two)", "12")]
    [InlineData("SecRuleRemoveByMsg eleven", "10,12")]
    [InlineData("SecRuleUpdateTargetById 10 !ARGS:a", "11,12")]
    [InlineData("SecRuleUpdateTargetById 10-12 \"!ARGS:/^A$/\"", "12")]
    [InlineData("SecRuleUpdateTargetById 12 !REQUEST_URI", "10,11")]
    [InlineData("SecRuleUpdateTargetByTag attack-two !ARGS", "10,12")]
    [InlineData("SecRuleUpdateTargetByMsg ten !ARGS:a", "11,12")]
    [InlineData("SecRuleUpdateTargetById 12 REQUEST_METHOD", "10,11,12")]
    [InlineData("SecRuleUpdateActionById 12 \"nolog\"", "10,11")]
    [InlineData("SecRuleUpdateActionById 11 \"t:none,t:hexEncode\"", "10,12")]
    public void Directives_change_rules_that_stand_before_them(string directive, string expected)
    {
        var rules = TestRequest.Compile($$"""
            {{On}}
            SecRule ARGS "@streq evil" "id:10,phase:2,pass,log,tag:attack-one,msg:'ten'"
            SecRule ARGS "@streq evil" "id:11,phase:2,pass,log,tag:attack-two,msg:'eleven'"
            SecRule REQUEST_URI "@contains evil" "id:12,phase:2,pass,log"
            {{directive}}
            """);

        Assert.Equal(expected, string.Join(',', new TestRequest { Target = "/?a=evil" }.Judge(rules).Ids));
    }

    [Fact]
    public void A_removed_rule_takes_its_chain_with_it()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_METHOD "@streq GET" "id:1,phase:1,deny,chain"
                SecRule REQUEST_URI "@contains x" "t:none"
            SecAction "id:2,phase:1,pass,log"
            SecRuleRemoveById 1
            """);

        Assert.Equal([2], new TestRequest { Target = "/x" }.Judge(rules).Ids);
        Assert.Equal(1, rules.RuleCount);
    }

    [Fact]
    public void Default_actions_apply_to_the_rules_that_follow()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS:a "@streq 1" "id:1,block"
            SecDefaultAction "phase:1,deny,nolog,status:451"
            SecRule ARGS:b "@streq 1" "id:2,block"
            SecRule ARGS:c "@streq 1" "id:3,pass,log,t:lowercase"
            SecRule ARGS:d "@streq x" "id:4,phase:1,t:lowercase"
            """);

        Assert.Equal(VerdictAction.Pass, new TestRequest { Target = "/?a=1" }.Judge(rules).Verdict.Action);
        Assert.Equal((VerdictAction.Deny, 451), Refusal("/?b=1"));
        Assert.Equal((VerdictAction.Pass, 0), Refusal("/?c=1"));
        Assert.Equal((VerdictAction.Deny, 451), Refusal("/?d=X"));
        return;

        (VerdictAction Action, int Status) Refusal(string target)
        {
            using var transaction = rules.Begin();
            transaction.SetRequest("GET", target, "HTTP/1.1");
            var verdict = transaction.JudgeRequestHeader();
            return (verdict.Action, verdict.Status);
        }
    }

    [Fact]
    public void T_none_forgets_transformations_before_it()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS:a "@streq x" "id:1,phase:1,pass,t:lowercase,t:none"
            SecRule ARGS:a "@streq x" "id:2,phase:1,pass,t:none,t:lowercase"
            """);

        Assert.Equal([2], new TestRequest { Target = "/?a=X" }.Judge(rules).Ids);
    }

    [Fact]
    public void Settings_come_from_directives()
    {
        var settings = TestRequest.Compile("""
            SecRuleEngine DetectionOnly
            SecRequestBodyAccess On
            SecRequestBodyLimit 1000
            SecRequestBodyNoFilesLimit 500
            SecRequestBodyLimitAction ProcessPartial
            SecRequestBodyJsonDepthLimit 10
            SecArgumentsLimit 50
            SecResponseBodyAccess On
            SecResponseBodyMimeType text/plain Text/Xml
            SecResponseBodyLimit 2000
            SecResponseBodyLimitAction ProcessPartial
            SecArgumentSeparator ;
            SecCookieFormat 1
            SecCollectionTimeout 600
            SecWebAppId app
            SecComponentSignature "OWASP_CRS/4"
            SecAuditEngine Off
            SecDebugLogLevel 0
            SecTmpDir /tmp/
            """).Settings;

        Assert.Equal(EngineMode.DetectionOnly, settings.Mode);
        Assert.True(settings.HasRequestBodyAccess && settings.HasResponseBodyAccess && settings.HasVersion1Cookies);
        Assert.Equal((1000, 500, BodyLimitAction.ProcessPartial), (settings.RequestBodyLimit, settings.RequestBodyNoFilesLimit, settings.RequestBodyLimitAction));
        Assert.Equal((10, 50, ';'), (settings.RequestBodyJsonDepthLimit, settings.ArgumentsLimit, settings.ArgumentSeparator));
        Assert.Equal((2000, BodyLimitAction.ProcessPartial), (settings.ResponseBodyLimit, settings.ResponseBodyLimitAction));
        Assert.Equal(["text/plain", "text/xml"], settings.ResponseBodyMimeTypes);
        Assert.Equal((TimeSpan.FromMinutes(10), "app"), (settings.CollectionTimeout, settings.WebApplicationId));
        Assert.Equal(["OWASP_CRS/4"], settings.ComponentSignatures);
    }

    [Fact]
    public void Rule_sets_share_operators_while_one_of_them_lives()
    {
        var shared = new SharedOperators();
        var text = new OperatorText(new SourcePosition("test.conf", 1, 1), "rx", "a+b", IsNegated: false);

        var first = shared.Get(text, out _);
        var second = shared.Get(text with { Position = new SourcePosition("other.conf", 9, 9), IsNegated = true }, out _);

        Assert.NotNull(first);
        Assert.Same(first, second);
    }

    [Fact]
    public void A_data_file_that_changed_is_read_again()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "words.data");
            var text = new OperatorText(new SourcePosition(Path.Combine(folder.FullName, "test.conf"), 1, 1), "pmFromFile", "words.data", IsNegated: false);
            var shared = new SharedOperators();
            File.WriteAllText(file, "one\n");
            var first = shared.Get(text, out _);
            Assert.Same(first, shared.Get(text, out _));

            File.WriteAllText(file, "one\ntwo\n");

            Assert.NotSame(first, shared.Get(text, out _));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
