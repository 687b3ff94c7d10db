namespace WebPublisher.Waf.Tests.Evaluation;

public sealed class PhaseRunTests
{
    private const string On = "SecRuleEngine On\nSecRequestBodyAccess On\n";

    [Fact]
    public void A_rule_that_matches_refuses_with_its_status()
    {
        var rules = TestRequest.Compile(On + """SecRule ARGS "@contains evil" "id:1,phase:1,deny,status:406,msg:'Found %{MATCHED_VAR} in %{MATCHED_VAR_NAME}'" """);

        var outcome = new TestRequest { Target = "/a?x=very+evil" }.Judge(rules);

        Assert.Equal(new Verdict(VerdictAction.Deny, 406, 1, null, VerdictAction.Deny), outcome.Verdict);
        var match = Assert.Single(outcome.Matches);
        Assert.Equal("Found very evil in ARGS:x", match.Message);
        Assert.Equal(("ARGS:x", "very evil"), (match.VariableName, match.Value));
    }

    [Fact]
    public void Detection_only_refuses_nothing_and_says_what_it_would_have_done()
    {
        var rules = TestRequest.Compile("""
            SecRuleEngine DetectionOnly
            SecRule REQUEST_METHOD "@streq TRACE" "id:1,phase:1,drop"
            SecRule REQUEST_METHOD "@streq TRACE" "id:2,phase:1,deny"
            """);

        var outcome = new TestRequest { Method = "TRACE" }.Judge(rules);

        Assert.Equal(VerdictAction.Pass, outcome.Verdict.Action);
        Assert.Equal([1, 2], outcome.Ids);
    }

    [Fact]
    public void A_chain_matches_only_when_every_link_does()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_METHOD "@streq POST" "id:1,phase:1,deny,chain"
                SecRule REQUEST_FILENAME "@endsWith .php" "chain"
                SecRule ARGS:a "@streq 1" "t:none"
            """);

        Assert.Equal(VerdictAction.Deny, new TestRequest { Method = "POST", Target = "/x.php?a=1" }.Judge(rules).Verdict.Action);
        Assert.Equal(VerdictAction.Pass, new TestRequest { Method = "POST", Target = "/x.php?a=2" }.Judge(rules).Verdict.Action);
        Assert.Equal(VerdictAction.Pass, new TestRequest { Method = "POST", Target = "/x.html?a=1" }.Judge(rules).Verdict.Action);
        Assert.Equal(VerdictAction.Pass, new TestRequest { Method = "GET", Target = "/x.php?a=1" }.Judge(rules).Verdict.Action);
    }

    [Fact]
    public void Skip_after_passes_over_what_stands_before_the_marker()
    {
        var rules = TestRequest.Compile(On + """
            SecRule &ARGS "@eq 0" "id:1,phase:1,pass,nolog,skipAfter:END"
            SecAction "id:2,phase:1,pass,log"
            SecMarker END
            SecAction "id:3,phase:1,pass,log"
            """);

        Assert.Equal([3], new TestRequest().Judge(rules).Ids);
        Assert.Equal([2, 3], new TestRequest { Target = "/?a" }.Judge(rules).Ids);
    }

    [Fact]
    public void Scores_add_up_once_for_each_value_that_matches()
    {
        var rules = TestRequest.Compile(On + """
            SecAction "id:1,phase:1,pass,nolog,setvar:tx.step=5"
            SecRule ARGS "@contains x" "id:2,phase:1,pass,nolog,setvar:'tx.anomaly_score=+%{tx.step}'"
            SecRule TX:ANOMALY_SCORE "@ge 15" "id:3,phase:1,deny,msg:'%{tx.anomaly_score}'"
            """);

        Assert.Equal("15", Assert.Single(new TestRequest { Target = "/?a=x&b=x&c=y&d=x" }.Judge(rules).Matches).Message);
        Assert.Empty(new TestRequest { Target = "/?a=x&b=x&c=y" }.Judge(rules).Matches);
    }
}
