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

    [Fact]
    public void Skip_passes_over_so_many_rules_and_a_chain_counts_as_one()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_METHOD "@streq GET" "id:1,phase:1,pass,nolog,skip:2"
            SecRule REQUEST_METHOD "@streq GET" "id:2,phase:1,pass,log,chain"
                SecRule REQUEST_METHOD "@streq GET" "t:none"
            SecAction "id:3,phase:1,pass,log"
            SecAction "id:4,phase:1,pass,log"
            """);

        Assert.Equal([4], new TestRequest().Judge(rules).Ids);
    }

    [Fact]
    public void Skip_after_at_the_head_of_a_chain_waits_for_all_links()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_METHOD "@streq GET" "id:1,phase:1,pass,nolog,skipAfter:END,chain"
                SecRule REQUEST_FILENAME "@streq /skip" "t:none"
            SecAction "id:2,phase:1,pass,log"
            SecMarker END
            """);

        Assert.Equal([2], new TestRequest { Target = "/" }.Judge(rules).Ids);
        Assert.Empty(new TestRequest { Target = "/skip" }.Judge(rules).Ids);
    }

    [Theory]
    [InlineData("allow", "3")]
    [InlineData("allow:phase", "2,3")]
    [InlineData("allow:request", "3")]
    public void Allow_ends_a_phase_a_request_or_all(string allow, string expected)
    {
        var rules = TestRequest.Compile($$"""
            {{On}}
            SecAction "id:1,phase:1,{{allow}},nolog"
            SecAction "id:9,phase:1,deny"
            SecAction "id:2,phase:2,pass,log"
            SecAction "id:3,phase:5,pass,log"
            """);

        Assert.Equal(expected, string.Join(',', new TestRequest().Judge(rules).Ids));
    }

    [Fact]
    public void A_redirection_leads_where_its_macros_say()
    {
        var rules = TestRequest.Compile(On + """SecAction "id:1,phase:1,redirect:'https://example.com/blocked?u=%{REQUEST_FILENAME}'" """);

        var verdict = new TestRequest { Target = "/x" }.Judge(rules).Verdict;

        Assert.Equal(new Verdict(VerdictAction.Redirect, 302, 1, "https://example.com/blocked?u=/x", VerdictAction.Redirect), verdict);
    }

    [Fact]
    public void A_refusal_ends_its_phase_and_phase_5_still_logs()
    {
        var rules = TestRequest.Compile(On + """
            SecAction "id:1,phase:1,drop,log"
            SecAction "id:2,phase:1,pass,log"
            SecAction "id:3,phase:5,pass,log"
            """);

        var outcome = new TestRequest().Judge(rules);

        Assert.Equal(VerdictAction.Drop, outcome.Verdict.Action);
        Assert.Equal([1, 3], outcome.Ids);
    }

    [Fact]
    public void Rules_with_nolog_are_not_told_unless_they_refuse()
    {
        var rules = TestRequest.Compile(On + """
            SecAction "id:1,phase:1,pass,nolog"
            SecAction "id:2,phase:1,deny,nolog"
            """);

        var match = Assert.Single(new TestRequest().Judge(rules).Matches);

        Assert.Equal((2, false), (match.Id, match.IsLogged));
    }

    [Fact]
    public void A_match_tells_what_the_rule_says_of_itself()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS "@contains x" "id:1,phase:1,pass,log,msg:'M',logdata:'D %{MATCHED_VAR}',severity:CRITICAL,tag:one,tag:'two/%{REQUEST_METHOD}',rev:1,ver:'a/1'"
            """);

        var match = Assert.Single(new TestRequest { Target = "/?p=%01x%FF" }.Judge(rules).Matches);

        Assert.Equal(("M", "D \u0001x\uFFFD", "CRITICAL", "test.conf", 3), (match.Message, match.Data, match.Severity, match.File, match.Line));
        Assert.Equal(["one", "two/GET"], match.Tags);
    }

    [Fact]
    public void A_rule_that_matches_everything_is_told_so_many_times_and_no_more()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS "@contains x" "id:1,phase:1,pass,log,setvar:tx.anomaly_score=+1"
            SecRule TX:ANOMALY_SCORE "@eq 600" "id:2,phase:1,pass,log"
            """);
        var target = "/?" + string.Join('&', Enumerable.Range(0, 600).Select(i => $"a{i}=x"));

        var ids = new TestRequest { Target = target }.Judge(rules).Ids.ToList();

        Assert.Equal(20, ids.Count(id => id == 1));
        Assert.Contains(2, ids);
    }

    [Fact]
    public void Time_used_up_is_told_and_nothing_more_is_judged()
    {
        var time = new ManualTime { Pace = TimeSpan.FromMilliseconds(300) };
        var rules = TestRequest.Compile(
            On + string.Concat(Enumerable.Range(1, 2_000).Select(i => $"SecRule ARGS \"@contains x{i}\" \"id:{i},phase:1,pass,nolog\"\n")),
            time);
        using var transaction = rules.Begin();
        transaction.SetRequest("GET", "/?a=" + new string('y', 100), "HTTP/1.1");

        transaction.JudgeRequestHeader();

        Assert.True(transaction.IsOverBudget);
        Assert.Equal([EngineRuleIds.TimeBudgetExceeded], transaction.Matches.Select(match => match.Id));
    }

    [Fact]
    public void A_body_beyond_the_limit_is_refused_or_judged_in_part()
    {
        const string Rule = """SecRule ARGS "@contains evil" "id:1,phase:2,deny" """;
        var rejecting = TestRequest.Compile(On + "SecRequestBodyLimit 20\nSecRequestBodyLimitAction Reject\n" + Rule);
        var partial = TestRequest.Compile(On + "SecRequestBodyLimit 20\nSecRequestBodyLimitAction ProcessPartial\n" + Rule);
        var request = new TestRequest
        {
            Method = "POST",
            Headers = [("Content-Type", "application/x-www-form-urlencoded")],
            Body = "a=evil&b=0123456789&c=evil",
        };

        Assert.Equal((413, EngineRuleIds.RequestBodyTooLong), (request.Judge(rejecting).Verdict.Status, request.Judge(rejecting).Verdict.RuleId));
        Assert.Equal((403, 1), (request.Judge(partial).Verdict.Status, request.Judge(partial).Verdict.RuleId));
        Assert.Single(request.Judge(partial).Matches);
    }

    [Fact]
    public void Nothing_of_a_transaction_is_left_for_the_next()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS:a "@streq 1" "id:1,phase:1,pass,log,setvar:tx.x=1,setvar:tx.%{MATCHED_VAR_NAME}=1,setenv:e=1,ctl:ruleRemoveById=4,ctl:ruleRemoveTargetById=5;ARGS"
            SecRule &TX:x "@gt 0" "id:2,phase:2,pass,log"
            SecRule &TX:/^ARGS/|&ENV:e "@gt 0" "id:3,phase:2,pass,log"
            SecAction "id:4,phase:2,pass,log"
            SecRule ARGS "@unconditionalMatch" "id:5,phase:2,pass,log"
            """);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1, 2, 3, 3], new TestRequest { Target = "/?a=1" }.Judge(rules).Ids);
            Assert.Equal([4, 5], new TestRequest { Target = "/?a=2" }.Judge(rules).Ids);
        }
    }

    [Fact]
    public async Task Transactions_of_many_threads_do_not_disturb_each_other()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS "@rx ^(\w)\1*$" "id:1,phase:2,pass,nolog,capture,t:lowercase,setvar:tx.anomaly_score=+%{tx.one},chain"
                SecRule TX:1 "@unconditionalMatch" "setvar:tx.letter=%{tx.1}"
            SecRule TX:letter "@unconditionalMatch" "id:2,phase:2,pass,log,msg:'%{tx.letter}'"
            """);

        await Parallel.ForAsync(0, 2_000, (i, _) =>
        {
            var letter = (char)('A' + (i % 26));
            var outcome = new TestRequest { Target = "/?x=" + new string(letter, i % 50 + 1) }.Judge(rules);
            Assert.Equal(char.ToLowerInvariant(letter).ToString(), outcome.Matches.Single().Message);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void The_time_of_each_rule_is_measured_where_asked()
    {
        var rules = TestRequest.Compile(On + "SecAction \"id:1,phase:1,pass\"\nSecAction \"id:2,phase:2,pass\"\n", new ManualTime { Pace = TimeSpan.FromMicroseconds(1) });
        using var transaction = rules.Begin();
        transaction.MeasuresRules = true;

        new TestRequest().Judge(transaction);

        Assert.Equal([1L, 2L], transaction.Times.Select(time => time.Id).Order());
        Assert.All(transaction.Times, time => Assert.True(time.Elapsed > TimeSpan.Zero));
    }
}
