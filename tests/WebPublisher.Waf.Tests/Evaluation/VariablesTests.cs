namespace WebPublisher.Waf.Tests.Evaluation;

public sealed class VariablesTests
{
    private const string On = "SecRuleEngine On\nSecRequestBodyAccess On\n";

    private static readonly TestRequest Form = new()
    {
        Method = "POST",
        Target = "/webmail/%2e%2e/a%20b.php?q=1&Q=2&empty=",
        Headers =
        [
            ("Host", "mail.example.com:8443"), ("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", "sid=abc; theme=dark"),
            ("X-Twice", "one"), ("x-twice", "two"),
        ],
        Body = "user=alice&pass=a%2Bb",
    };

    [Theory]
    [InlineData("ARGS:user", "alice")]
    [InlineData("ARGS:USER", "alice")]
    [InlineData("ARGS:q", "1|2")]
    [InlineData("ARGS", "1|2||alice|a+b")]
    [InlineData("ARGS_GET", "1|2|")]
    [InlineData("ARGS_POST", "alice|a+b")]
    [InlineData("ARGS_NAMES", "q|Q|empty|user|pass")]
    [InlineData("ARGS_GET_NAMES", "q|Q|empty")]
    [InlineData("ARGS_POST_NAMES", "user|pass")]
    [InlineData("ARGS:/^(?:user|pass)$/", "alice|a+b")]
    [InlineData("ARGS|!ARGS:q|!ARGS:/^pa/", "|alice")]
    [InlineData("&ARGS", "5")]
    [InlineData("&ARGS:q", "2")]
    [InlineData("&ARGS:none", "0")]
    [InlineData("ARGS:none", "")]
    [InlineData("ARGS_COMBINED_SIZE", "25")]
    [InlineData("REQUEST_METHOD", "POST")]
    [InlineData("REQUEST_PROTOCOL", "HTTP/1.1")]
    [InlineData("REQUEST_LINE", "POST /webmail/%2e%2e/a%20b.php?q=1&Q=2&empty= HTTP/1.1")]
    [InlineData("REQUEST_URI_RAW", "/webmail/%2e%2e/a%20b.php?q=1&Q=2&empty=")]
    [InlineData("REQUEST_URI", "/a b.php?q=1&Q=2&empty=")]
    [InlineData("REQUEST_FILENAME", "/a b.php")]
    [InlineData("REQUEST_BASENAME", "a b.php")]
    [InlineData("QUERY_STRING", "q=1&Q=2&empty=")]
    [InlineData("REQUEST_HEADERS:x-twice", "one|two")]
    [InlineData("&REQUEST_HEADERS:X-Twice", "2")]
    [InlineData("REQUEST_HEADERS_NAMES", "Host|Content-Type|Cookie|X-Twice|x-twice|Content-Length")]
    [InlineData("REQUEST_COOKIES", "abc|dark")]
    [InlineData("REQUEST_COOKIES:sid", "abc")]
    [InlineData("REQUEST_COOKIES_NAMES", "sid|theme")]
    [InlineData("REQUEST_BODY", "user=alice&pass=a%2Bb")]
    [InlineData("REQUEST_BODY_LENGTH", "21")]
    [InlineData("REQBODY_PROCESSOR", "URLENCODED")]
    [InlineData("REQBODY_ERROR", "0")]
    [InlineData("REMOTE_ADDR", "192.0.2.7")]
    [InlineData("REMOTE_PORT", "40000")]
    [InlineData("SERVER_ADDR", "198.51.100.1")]
    [InlineData("SERVER_PORT", "443")]
    [InlineData("SERVER_NAME", "mail.example.com")]
    [InlineData("FILES_COMBINED_SIZE", "0")]
    [InlineData("MULTIPART_STRICT_ERROR", "0")]
    [InlineData("TX:nothing", "")]
    [InlineData("&TX:nothing", "0")]
    [InlineData("TIME", "05:06:07")]
    [InlineData("TIME_DAY", "4")]
    [InlineData("TIME_MON", "3")]
    [InlineData("TIME_YEAR", "2026")]
    [InlineData("TIME_WDAY", "3")]
    [InlineData("GEO:COUNTRY_CODE", "")]
    [InlineData("HIGHEST_SEVERITY", "255")]
    public void A_variable_has_the_values_the_request_gives_it(string targets, string expected)
    {
        var rules = TestRequest.Compile($"{On}SecRule {targets} \"@unconditionalMatch\" \"id:1,phase:2,pass,log,logdata:'%{{MATCHED_VAR}}'\"");

        Assert.Equal(expected, string.Join('|', Form.Judge(rules).Matches.Select(match => match.Data)));
    }

    [Fact]
    public void In_phase_1_the_path_is_as_it_was_sent()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_FILENAME "@unconditionalMatch" "id:1,phase:1,pass,log,logdata:'%{MATCHED_VAR}'"
            SecRule REQUEST_FILENAME "@unconditionalMatch" "id:2,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            """);

        Assert.Equal(["/webmail/%2e%2e/a%20b.php", "/a b.php"], Form.Judge(rules).Matches.Select(match => match.Data));
    }

    [Fact]
    public void Arguments_of_the_body_come_in_phase_2_behind_those_of_the_query()
    {
        var rules = TestRequest.Compile(On + """
            SecRule &ARGS "@unconditionalMatch" "id:1,phase:1,pass,log,logdata:'%{MATCHED_VAR}'"
            SecRule ARGS "@streq alice" "id:2,phase:1,pass,log"
            SecRule &ARGS "@unconditionalMatch" "id:3,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            SecRule ARGS "@streq alice" "id:4,phase:2,pass,log,t:lowercase"
            """);

        var matches = Form.Judge(rules).Matches;

        Assert.Equal([1, 3, 4], matches.Select(match => match.Id));
        Assert.Equal(["3", "5", ""], matches.Select(match => match.Data));
    }

    [Fact]
    public void The_absolute_form_of_a_target_shows_its_path()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_URI|REQUEST_FILENAME|REQUEST_URI_RAW "@unconditionalMatch" "id:1,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            """);

        var request = new TestRequest { Target = "http://mail.example.com/a/b?x=//" };

        Assert.Equal(["/a/b?x=//", "/a/b", "http://mail.example.com/a/b?x=//"], request.Judge(rules).Matches.Select(match => match.Data));
    }

    [Fact]
    public void Files_and_their_part_headers_are_seen()
    {
        var rules = TestRequest.Compile(On + """
            SecRule FILES|FILES_NAMES|FILES_SIZES|FILES_COMBINED_SIZE|MULTIPART_PART_HEADERS:f "@unconditionalMatch" "id:1,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            """);

        var request = new TestRequest
        {
            Method = "POST",
            Headers = [("Content-Type", "multipart/form-data; boundary=xyz")],
            Body = "--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.exe\"\r\n\r\n12345\r\n--xyz--\r\n",
        };

        Assert.Equal(
            ["a.exe", "f", "5", "5", "Content-Disposition: form-data; name=\"f\"; filename=\"a.exe\""],
            request.Judge(rules).Matches.Select(match => match.Data));
    }

    [Fact]
    public void Json_gives_arguments_that_no_form_has()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_HEADERS:Content-Type "@beginsWith application/json" "id:1,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"
            SecRule ARGS|ARGS_POST "@unconditionalMatch" "id:2,phase:2,pass,log,logdata:'%{MATCHED_VAR_NAME}=%{MATCHED_VAR}'"
            """);

        var request = new TestRequest { Method = "POST", Headers = [("Content-Type", "application/json")], Body = """{"a":{"b":"x"}}""" };

        Assert.Equal(["ARGS:a.b=x"], request.Judge(rules).Matches.Select(match => match.Data));
    }

    [Fact]
    public void Xml_is_seen_as_its_text_its_attributes_and_by_expressions()
    {
        var rules = TestRequest.Compile(On + """
            SecRule REQUEST_METHOD "@streq POST" "id:1,phase:1,pass,nolog,ctl:requestBodyProcessor=XML"
            SecRule XML:/* "@unconditionalMatch" "id:2,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            SecRule XML://@* "@unconditionalMatch" "id:3,phase:2,pass,log,logdata:'%{MATCHED_VAR}'"
            SecRule XML://m:b/text() "@unconditionalMatch" "id:4,phase:2,pass,log,logdata:'%{MATCHED_VAR}',xmlns:m=urn:x"
            """);

        var request = new TestRequest { Method = "POST", Body = "<a xmlns=\"urn:x\"><b k=\"v\">one</b><c>two</c></a>" };

        Assert.Equal(["onetwo", "v", "one"], request.Judge(rules).Matches.Select(match => match.Data));
    }

    [Fact]
    public void The_response_is_seen_in_phases_3_and_4()
    {
        var rules = TestRequest.Compile("""
            SecRuleEngine On
            SecResponseBodyAccess On
            SecRule RESPONSE_STATUS "@eq 500" "id:1,phase:3,pass,log"
            SecRule RESPONSE_HEADERS:content-type "@contains html" "id:2,phase:3,pass,log"
            SecRule RESPONSE_BODY "@contains stack trace" "id:3,phase:4,deny,status:502"
            """);

        var matches = new TestResponse { Status = 500, Body = "a stack trace" }.Judge(rules, out var verdict);

        Assert.Equal([1, 2, 3], matches.Select(match => match.Id));
        Assert.Equal((VerdictAction.Deny, 502), (verdict.Action, verdict.Status));
        Assert.Equal([1], new TestResponse { Status = 500, Type = "image/png", Body = "a stack trace" }.Judge(rules, out _).Select(match => match.Id));
    }
}
