using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.PolicyTests;

namespace WebPublisher.Policy.Tests.PolicyTests;

public sealed class PolicyTestReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly DiagnosticList _diagnostics = new();

    [Fact]
    public void Tests_are_read_in_order_with_everything_they_say()
    {
        RequestTest[] tests = [.. Read("""
            tests:
              - { name: OWA is published, request: "GET https://mail.example.com/owa/?a=b", from: 192.0.2.1, at: "2026-11-21T10:00:00+01:00", expect: { rule: OWA } }
              - name: plain HTTP is refused
                request: POST http://mail.example.com/
                expect: { status: 403, subStatus: 4, code: 12211, location: "https://x.example/" }
            """).Cast<RequestTest>()];

        Assert.Empty(_diagnostics);
        Assert.Equal(("OWA is published", "GET", "https://mail.example.com/owa/?a=b", "192.0.2.1"), (tests[0].Name, tests[0].Method, tests[0].Url, tests[0].From?.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1)), tests[0].At);
        Assert.Equal(new PolicyTestExpectation("OWA", null, null, null, null, null), tests[0].Expect);
        Assert.Equal((null, null), (tests[1].From, tests[1].At));
        Assert.Equal(new PolicyTestExpectation(null, null, 403, 4, 12211, "https://x.example/"), tests[1].Expect);
    }

    [Fact]
    public void Every_error_is_reported_at_its_place()
    {
        var tests = Read("""
            tests:
              - { name: a, request: "https://mail.example.com/", expect: { rule: OWA } }
              - { name: b, request: "GET /owa/", expect: { rule: OWA } }
              - { name: c, request: "GET https://mail.example.com/", expect: {} }
              - { name: d, request: "GET https://mail.example.com/", at: 2026-11-21, from: mail, expect: { status: 4030, rul: x } }
              - { name: d, request: "G ET https://mail.example.com/" }
            """);

        Assert.Empty(tests);
        Assert.Equal(
            [
                "2:25: 'https://mail.example.com/' is not a request; write a method and a URL, such as GET https://mail.example.com/owa/",
                "3:25: 'GET /owa/' is not a request; write a method and a URL, such as GET https://mail.example.com/owa/",
                "4:66: expected at least one of rule, section, status, subStatus, code, location",
                "5:62: '2026-11-21' is not a moment such as \"2026-11-21T10:00:00Z\" or \"2026-11-21T10:00:00+01:00\"",
                "5:80: 'mail' is not an IP address such as 192.0.2.1 or 2001:db8::1",
                "5:104: '4030' is out of range; it must be between 100 and 599",
                "5:110: unknown key 'rul' in an expectation; did you mean 'rule'?",
                "6:5: key 'expect' is missing in a policy test; expected an expectation",
                "6:13: test 'd' is already declared at ",
                "6:25: 'G ET https://mail.example.com/' is not a request; write a method and a URL, such as GET https://mail.example.com/owa/",
            ],
            _diagnostics.Select(d => $"{d.Location.Line}:{d.Location.Column}: {d.Message.Split(_directory.Path)[0]}"));
    }

    [Fact]
    public void A_dialog_is_read_line_by_line_with_the_places_of_what_it_expects()
    {
        var test = Assert.IsType<DialogTest>(Assert.Single(Read("""
            tests:
              - name: nobody relays
                connector: internet
                from: 192.0.2.1
                to: 203.0.113.11:465
                via: 10.0.0.7
                tls: true
                user: alice
                dialog:
                  - expect: 220
                  - say: ""
                  - { say: MAIL\r\n\0x, expect: 250-SIZE }
                  - expect: closed
            """)));

        Assert.Empty(_diagnostics);
        Assert.Equal(("internet", 3, "192.0.2.1", "203.0.113.11:465"), (test.Connector.Value, test.Connector.Location.Line, test.From?.ToString(), test.To?.Value.ToString()));
        Assert.Equal(("10.0.0.7", true, "alice"), (test.Via?.ToString(), test.Tls, test.User));
        Assert.Equal([null, "", "MAIL\r\n\0x", null], test.Lines.Select(line => line.Say));
        Assert.Equal(["220", null, "250-SIZE", "closed"], test.Lines.Select(line => line.Expect?.Written));
        Assert.Equal((12, 37), (test.Lines[2].Expect!.Location.Line, test.Lines[2].Expect!.Location.Column));
    }

    [Fact]
    public void Every_error_of_a_dialog_is_reported_at_its_place()
    {
        var tests = Read("""
            tests:
              - { name: a }
              - { name: b, connector: internet, dialog: [] }
              - { name: c, dialog: [{ say: QUIT }] }
              - { name: d, connector: internet, request: "GET https://mail.example.com/", at: "2026-11-21T10:00:00Z", expect: { status: 403 }, dialog: [{ say: QUIT }] }
              - { name: e, connector: internet, dialog: [{ say: QUIT, expect: OK }, { expect: 250OK }, { expct: 250 }, {}] }
              - { name: f, connector: internet, tls: true, request: "GET https://mail.example.com/", expect: { status: 403 } }
              - { name: g, connector: internet, to: 25, tls: perhaps, dialog: [QUIT] }
            """);

        Assert.Empty(tests);
        Assert.Equal(
            [
                "2:5: a policy test has a 'request' and what to 'expect' of it, or a 'dialog'; found neither",
                "3:45: the list is empty; leave the key out, or list what is meant",
                "4:16: a dialog needs a 'connector', the receive connector it is held with",
                "5:37: 'request' has no meaning in the test of a dialog",
                "5:79: 'at' has no meaning in the test of a dialog",
                "5:107: 'expect' has no meaning in the test of a dialog",
                "6:67: 'OK' is not a reply; write a code, such as 250 or 550 5.7.1 or 250-STARTTLS, or closed for the end of the session",
                "6:83: '250OK' is not a reply; write a code, such as 250 or 550 5.7.1 or 250-STARTTLS, or closed for the end of the session",
                "6:92: expected at least one of say, expect",
                "6:94: unknown key 'expct' in a line of a dialog; did you mean 'expect'?",
                "6:108: expected at least one of say, expect",
                "7:16: 'connector' has no meaning in the test of a request",
                "7:37: 'tls' has no meaning in the test of a request",
                "8:41: '25' is not an address and port such as 192.0.2.1:443 or [2001:db8::1]:443",
                "8:50: 'perhaps' is not true or false",
                "8:68: expected a line of a dialog (a mapping of keys), found a text",
            ],
            _diagnostics.Select(d => $"{d.Location.Line}:{d.Location.Column}: {d.Message}"));
    }

    [Theory]
    [InlineData("250", "250-mail.example.com Hello", true)]
    [InlineData("250", "251 no", false)]
    [InlineData("250 SIZE", "250-SIZE 100", true)]
    [InlineData("250-SIZE", "250 SIZE 100", true)]
    [InlineData("550 5.7.1", "550 5.7.1 Unable to relay", true)]
    [InlineData("550 5.7.1", "550 5.1.1 User unknown", false)]
    [InlineData("550 5.7.1 Unable", "550", false)]
    public void An_expected_reply_is_how_a_line_begins(string written, string line, bool matches)
    {
        Assert.True(ExpectedReply.TryParse(written, SourceLocation.BuiltIn, out var expected));

        Assert.Equal(matches, expected.Matches(line));
    }

    [Fact]
    public void A_missing_file_is_a_diagnostic()
    {
        Assert.Empty(PolicyTestReader.Read(_directory["none.yaml"], _diagnostics));
        Assert.Single(_diagnostics);
    }

    public void Dispose() => _directory.Dispose();

    private System.Collections.Immutable.ImmutableArray<PolicyTest> Read(string text) => PolicyTestReader.Read(_directory.Write("tests.yaml", text), _diagnostics);
}
