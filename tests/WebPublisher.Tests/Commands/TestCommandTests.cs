using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class TestCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public TestCommandTests() => _policy = SitePolicy.Write(_directory, "policy.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Tests_beside_the_policy_run_in_order_of_their_files()
    {
        _directory.Write("tests/b.yaml", """
            tests:
              - { name: the start page redirects, request: "GET http://mail.example.com/", expect: { rule: Start, status: 302, location: "https://mail.example.com/mail/" } }
            """);
        _directory.Write("tests/a.yaml", """
            tests:
              - { name: the office is served, request: "GET http://mail.example.com/mail/", from: 192.0.2.1, at: "2026-03-02T09:00:00Z", expect: { rule: Office } }
              - { name: others need a secure channel, request: "GET http://mail.example.com/mail/", expect: { rule: Secure, status: 403, subStatus: 4, code: 12211 } }
              - { name: a tunnel is refused, request: "CONNECT http://mail.example.com/", expect: { status: 405 } }
              - { name: tricks are refused, request: "GET http://mail.example.com/%252e/", expect: { status: 400 } }
            """);

        var run = await CommandRun.OfAsync("test", "--policy", _policy);

        Assert.Equal(new CommandRun(0, """
            ok    the office is served
            ok    others need a secure channel
            ok    a tunnel is refused
            ok    tricks are refused
            ok    the start page redirects
            5 tests: 5 passed, 0 failed

            """, ""), run);
    }

    [Fact]
    public async Task Results_are_told_as_json()
    {
        var tests = _directory.Write("mine.yaml", """
            tests:
              - { name: good, request: "GET http://mail.example.com/", expect: { rule: Start } }
              - { name: bad, request: "GET http://mail.example.com/", expect: { rule: Secure } }
            """);

        var run = await CommandRun.OfAsync("test", "--json", "--policy", _policy, tests);

        using var json = JsonDocument.Parse(run.Output);
        var (good, bad) = (json.RootElement.GetProperty("tests")[0], json.RootElement.GetProperty("tests")[1]);
        Assert.Equal((1, 1, 1), (run.Code, json.RootElement.GetProperty("passed").GetInt32(), json.RootElement.GetProperty("failed").GetInt32()));
        Assert.True(good.GetProperty("passed").GetBoolean());
        Assert.Equal(("rule Secure", "rule Start"), (bad.GetProperty("expected").GetString(), bad.GetProperty("actual").GetString()));
        Assert.EndsWith("mine.yaml:3:5", bad.GetProperty("location").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_may_be_expected()
    {
        File.WriteAllText(_policy, File.ReadAllText(_policy).Replace("name: Office,", "name: Office, httpFilter: {},", StringComparison.Ordinal));
        var tests = _directory.Write("mine.yaml", """
            tests:
              - { name: programs, request: "GET http://mail.example.com/mail/x.exe", from: 192.0.2.1, at: "2026-03-02T09:00:00Z", expect: { rule: Office, status: 403, code: 12217 } }
              - { name: mail, request: "GET http://mail.example.com/mail/RE:%20x.exe.EML", from: 192.0.2.1, at: "2026-03-02T09:00:00Z", expect: { rule: Office } }
            """);

        var run = await CommandRun.OfAsync("test", "--policy", _policy, tests);

        Assert.Contains("2 tests: 2 passed, 0 failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_test_shows_what_was_expected_what_is_and_why()
    {
        var tests = _directory.Write("mine.yaml", """
            tests:
              - { name: wrong, request: "GET http://mail.example.com/mail/", expect: { rule: Office, status: 403, code: 12202 } }
              - { name: right, request: "GET http://mail.example.com/mail/", expect: { status: 403 } }
            """);

        var run = await CommandRun.OfAsync("test", "--policy", _policy, tests);

        Assert.Equal(new CommandRun(1, $"""
            FAIL  wrong  [{tests}:2:5]
                    request   GET http://mail.example.com/mail/
                    expected  rule Office, code 12202
                    actual    rule Secure, code 12211
                    because   Denied by rule 'Secure': 403.4, code 12211. The page must be viewed over a secure channel.
            ok    right
            2 tests: 1 passed, 1 failed

            """, ""), run);
    }

    [Fact]
    public async Task Broken_tests_are_reported_like_a_broken_policy()
    {
        var tests = _directory.Write("mine.yaml", "tests:\n  - { name: wrong, reqest: GET / }\n");

        var run = await CommandRun.OfAsync("test", "--policy", _policy, tests);

        Assert.Equal(3, run.Code);
        Assert.Contains($"{tests}:2:20: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tests_is_an_error_too()
    {
        var run = await CommandRun.OfAsync("test", "--policy", _policy);

        Assert.Equal(2, run.Code);
        Assert.Contains("there are no tests", run.Error, StringComparison.Ordinal);
    }
}
