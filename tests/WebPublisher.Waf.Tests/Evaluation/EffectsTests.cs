namespace WebPublisher.Waf.Tests.Evaluation;

public sealed class EffectsTests
{
    private const string On = "SecRuleEngine On\nSecRequestBodyAccess On\n";

    [Theory]
    [InlineData("setvar:tx.x=5", "5")]
    [InlineData("setvar:tx.x", "1")]
    [InlineData("setvar:tx.x=05", "05")]
    [InlineData("setvar:tx.x=5,setvar:tx.x=+3", "8")]
    [InlineData("setvar:tx.x=5,setvar:tx.x=-3", "2")]
    [InlineData("setvar:tx.x=5,setvar:tx.x=-9", "0")]
    [InlineData("setvar:tx.y=7,setvar:tx.x=+%{tx.y}", "7")]
    [InlineData("setvar:tx.y=7,setvar:'tx.x=<%{tx.y}|%{TX.Y}|%{tx.none}>'", "<7|7|>")]
    [InlineData("setvar:tx.x=5,setvar:!tx.x", "")]
    [InlineData("setvar:tx.name=x,setvar:tx.%{tx.name}=9", "9")]
    [InlineData("setvar:tx.name=x,setvar:tx.%{tx.name}=+9,setvar:tx.X=+1", "10")]
    [InlineData("setvar:'tx.x=%{request_headers.host}'", "mail.example.com")]
    [InlineData("setvar:'tx.x=100%'", "100%")]
    public void Setvar_changes_a_variable(string actions, string expected)
    {
        var rules = TestRequest.Compile($$"""
            {{On}}
            SecAction "id:1,phase:1,pass,nolog,{{actions}}"
            SecAction "id:2,phase:1,pass,log,msg:'%{tx.x}'"
            """);

        Assert.Equal(expected, new TestRequest { Headers = [("Host", "mail.example.com")] }.Judge(rules).Matches.Single().Message);
    }

    [Fact]
    public void Members_of_made_up_names_are_found_by_a_pattern()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS_NAMES "@rx ^(\w+)$" "id:1,phase:1,pass,nolog,capture,setvar:'tx.seen_%{tx.1}=%{MATCHED_VAR_NAME}'"
            SecRule TX:/^seen_b/ "@unconditionalMatch" "id:2,phase:1,pass,log,msg:'%{MATCHED_VAR_NAME}: %{MATCHED_VAR}'"
            SecRule &TX:/^seen_/ "@eq 3" "id:3,phase:1,pass,log"
            """);

        var matches = new TestRequest { Target = "/?a=1&b1=2&b2=3" }.Judge(rules).Matches;

        Assert.Equal([2, 2, 3], matches.Select(match => match.Id));
        Assert.Equal("TX:seen_b1: ARGS_NAMES:b1", matches[0].Message);
    }

    [Fact]
    public void Capture_keeps_groups_until_the_next_capture()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_URI "@rx ^/(\w+)/(\w+)" "id:1,phase:1,pass,log,capture,msg:'%{tx.0} %{tx.1} %{tx.2}'"
            SecRule REQUEST_METHOD "@rx G" "id:2,phase:1,pass,log,capture,msg:'%{tx.0}+%{tx.1}'"
            """);

        Assert.Equal(["/one/two one two", "G+"], new TestRequest { Target = "/one/two" }.Judge(rules).Matches.Select(match => match.Message));
    }

    [Fact]
    public void A_chain_sees_what_its_links_matched()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS "@contains x" "id:1,phase:1,pass,log,chain,msg:'%{MATCHED_VAR}'"
                SecRule MATCHED_VARS "@endsWith y" "chain"
                SecRule MATCHED_VARS_NAMES "@streq ARGS:b" "t:none"
            """);

        Assert.Single(new TestRequest { Target = "/?a=x&b=xy" }.Judge(rules).Matches.Select(match => match.Id).Distinct());
        Assert.Empty(new TestRequest { Target = "/?a=xy&c=x" }.Judge(rules).Matches);
    }

    [Theory]
    [InlineData("ctl:ruleRemoveById=10", "11,12")]
    [InlineData("ctl:ruleRemoveById=10-11", "12")]
    [InlineData("ctl:ruleRemoveByTag=^attack", "12")]
    [InlineData("ctl:ruleRemoveByMsg=eleven", "10,12")]
    [InlineData("ctl:ruleRemoveTargetById=10;ARGS:a", "11,12")]
    [InlineData("ctl:ruleRemoveTargetById=10-12;ARGS", "12")]
    [InlineData("ctl:ruleRemoveTargetById=10;ARGS:/^A$/", "11,12")]
    [InlineData("ctl:ruleRemoveTargetById=10;ARGS:b", "10,11,12")]
    [InlineData("ctl:ruleRemoveTargetByTag=attack-two;ARGS:a", "10,12")]
    [InlineData("ctl:ruleRemoveTargetByMsg=rule.ten;ARGS:a", "11,12")]
    [InlineData("ctl:ruleEngine=Off", "")]
    public void Ctl_takes_rules_and_values_out_for_one_transaction(string control, string expected)
    {
        var rules = TestRequest.Compile($$"""
            {{On}}
            SecRule REQUEST_HEADERS:X-Exclude "@streq yes" "id:1,phase:1,pass,nolog,{{control}}"
            SecRule ARGS "@streq evil" "id:10,phase:2,pass,log,tag:attack-one,msg:'rule ten'"
            SecRule ARGS "@streq evil" "id:11,phase:2,pass,log,tag:attack-two,msg:'rule eleven'"
            SecRule REQUEST_URI "@contains evil" "id:12,phase:2,pass,log"
            """);

        Assert.Equal(expected, string.Join(',', new TestRequest { Target = "/?a=evil", Headers = [("X-Exclude", "yes")] }.Judge(rules).Ids));
        Assert.Equal([10, 11, 12], new TestRequest { Target = "/?a=evil" }.Judge(rules).Ids);
    }

    [Fact]
    public void A_forced_body_is_seen_though_nobody_reads_it()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_HEADERS:X-Force "@streq yes" "id:1,phase:1,pass,nolog,ctl:forceRequestBodyVariable=On"
            SecRule REQUEST_BODY "@contains evil" "id:2,phase:2,deny"
            """);

        var forced = new TestRequest { Method = "PUT", Headers = [("X-Force", "yes"), ("Content-Type", "text/plain")], Body = "evil" };
        var unforced = new TestRequest { Method = "PUT", Headers = [("Content-Type", "text/plain")], Body = "evil" };

        Assert.Equal([2], forced.Judge(rules).Ids);
        Assert.Empty(unforced.Judge(rules).Ids);
    }

    [Fact]
    public void An_address_is_remembered_until_its_variable_expires()
    {
        var time = new ManualTime();
        var rules = TestRequest.Compile(
            On + """
            SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR}"
            SecRule IP:COUNT "@ge 2" "id:2,phase:1,deny,status:429,msg:'%{ip.count}'"
            SecAction "id:3,phase:5,pass,nolog,setvar:ip.count=+1,expirevar:ip.count=60"
            """,
            time);
        var request = new TestRequest();

        Assert.Empty(request.Judge(rules).Ids);
        Assert.Empty(request.Judge(rules).Ids);
        Assert.Equal("2", request.Judge(rules).Matches.Single().Message);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(request.Judge(rules).Ids);
    }

    [Fact]
    public void A_variable_loses_what_deprecatevar_takes_while_time_passes()
    {
        var time = new ManualTime();
        var rules = TestRequest.Compile(
            On + """
            SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR},deprecatevar:ip.score=5/10"
            SecRule IP:SCORE "@unconditionalMatch" "id:2,phase:1,pass,log,msg:'%{ip.score}'"
            SecRule &IP:SCORE "@eq 0" "id:3,phase:1,pass,nolog,setvar:ip.score=20"
            """,
            time);
        var request = new TestRequest();

        Assert.Empty(request.Judge(rules).Matches);
        time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("10", request.Judge(rules).Matches.Single().Message);
    }

    [Fact]
    public void Multi_match_asks_before_and_after_each_transformation_that_changes_something()
    {
        var rules = TestRequest.Compile(On + """
            SecRule ARGS:a "@unconditionalMatch" "id:1,phase:1,pass,log,multiMatch,t:none,t:urlDecode,t:lowercase,t:trim,msg:'%{MATCHED_VAR}'"
            """);

        Assert.Equal(["%41 ", "A ", "a ", "a"], new TestRequest { Target = "/?a=%2541%20" }.Judge(rules).Matches.Select(match => match.Message));
        Assert.Equal(["x"], new TestRequest { Target = "/?a=x" }.Judge(rules).Matches.Select(match => match.Message));
    }

    [Fact]
    public void Setenv_is_seen_by_the_rules_that_follow()
    {
        var rules = TestRequest.Compile(On + """
            SecAction "id:1,phase:1,pass,nolog,setenv:kind=bot"
            SecRule ENV:kind "@streq bot" "id:2,phase:1,pass,log"
            """);

        Assert.Equal([2], new TestRequest().Judge(rules).Ids);
    }
}
