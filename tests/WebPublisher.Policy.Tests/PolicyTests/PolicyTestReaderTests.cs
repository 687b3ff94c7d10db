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
        var tests = Read("""
            tests:
              - { name: OWA is published, request: "GET https://mail.example.com/owa/?a=b", from: 192.0.2.1, at: "2026-11-21T10:00:00+01:00", expect: { rule: OWA } }
              - name: plain HTTP is refused
                request: POST http://mail.example.com/
                expect: { status: 403, subStatus: 4, code: 12211, location: "https://x.example/" }
            """);

        Assert.Empty(_diagnostics);
        Assert.Equal(("OWA is published", "GET", "https://mail.example.com/owa/?a=b", "192.0.2.1"), (tests[0].Name, tests[0].Method, tests[0].Url, tests[0].From?.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1)), tests[0].At);
        Assert.Equal(new PolicyTestExpectation("OWA", null, null, null, null), tests[0].Expect);
        Assert.Equal((null, null), (tests[1].From, tests[1].At));
        Assert.Equal(new PolicyTestExpectation(null, 403, 4, 12211, "https://x.example/"), tests[1].Expect);
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
                "4:66: expected at least one of rule, status, subStatus, code, location",
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
    public void A_missing_file_is_a_diagnostic()
    {
        Assert.Empty(PolicyTestReader.Read(_directory["none.yaml"], _diagnostics));
        Assert.Single(_diagnostics);
    }

    public void Dispose() => _directory.Dispose();

    private System.Collections.Immutable.ImmutableArray<PolicyTest> Read(string text) => PolicyTestReader.Read(_directory.Write("tests.yaml", text), _diagnostics);
}
