using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Mail;

public sealed class DialogRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public DialogRunTests() => _policy = MailSitePolicy.Write(_directory, "policy.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Dialogs_that_go_as_expected_pass()
    {
        var (_, run) = await TestAsync("""
            tests:
              - name: the greeting may be asked about or left out
                connector: internet
                dialog:
                  - expect: 220 mail.example.com
                  - { say: EHLO a.example, expect: 250 }
              - name: lines of one reply are asked about in their order
                connector: internet
                dialog:
                  - { say: EHLO a.example, expect: 250-SIZE }
                  - expect: 250-STARTTLS
                  - { say: "MAIL FROM:<a@b.example>", expect: 250 }
              - name: lines without an expected reply go out together
                connector: internet
                dialog:
                  - { say: EHLO a.example, expect: 250 }
                  - say: MAIL FROM:<a@b.example>
                  - say: RCPT TO:<user@example.com>
                  - { say: RCPT TO:<c@elsewhere.example>, expect: 250 2.1.0 }
                  - expect: 250 2.1.5
                  - expect: 550
                  - { say: DATA, expect: 354 }
                  - say: "Subject: x"
                  - say: ""
                  - { say: ., expect: 250 }
              - name: a line may hold what only an attack holds
                connector: internet
                dialog:
                  - { say: EHLO a.example\n, expect: 500 }
                  - expect: closed
              - name: STARTTLS is said like any command
                connector: submission
                dialog:
                  - { say: EHLO a.example, expect: 250-STARTTLS }
                  - { say: STARTTLS, expect: 220 }
                  - { say: EHLO a.example, expect: 250-AUTH PLAIN LOGIN }
              - name: or done before
                connector: submission
                tls: true
                dialog: [{ say: "MAIL FROM:<a@b.example>", expect: 530 5.7.1 }]
              - name: and so is the logon
                connector: submission
                to: 203.0.113.11:465
                user: alice
                dialog:
                  - { say: "MAIL FROM:<alice@example.com>", expect: 250 }
                  - { say: "RCPT TO:<c@elsewhere.example>", expect: 250 }
              - name: a load balancer names the client
                connector: internet
                from: 192.0.2.7
                via: 10.9.9.9
                dialog: [{ say: EHLO a.example, expect: "250-mail.example.com Hello [192.0.2.7]" }]
            """);

        Assert.Equal("", run.Error);
        Assert.EndsWith("8 tests: 8 passed, 0 failed\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task A_dialog_that_goes_otherwise_shows_the_line_what_was_expected_what_came_and_why()
    {
        var (tests, run) = await TestAsync("""
            tests:
              - name: another reply
                connector: internet
                dialog:
                  - { say: EHLO a.example, expect: 250 }
                  - { say: "MAIL FROM:<a@b.example>", expect: 250 }
                  - { say: "RCPT TO:<c@elsewhere.example>", expect: 250 }
              - { name: no such keyword, connector: outbound, from: 10.0.0.9, dialog: [{ say: EHLO a.example, expect: 250-STARTTLS }] }
              - { name: no logon, connector: internet, user: alice, dialog: [{ say: NOOP }] }
              - { name: over, connector: outbound, dialog: [{ say: NOOP, expect: 250 }] }
              - { name: more than was expected, connector: internet, dialog: [{ say: NOOP, expect: 250 }, { say: EHLO a.example }, { expect: 250 }, { expect: 250 }] }
              - name: a reply that nobody asked about
                connector: internet
                dialog:
                  - { say: EHLO a.example, expect: 250 }
                  - say: NOOP
                  - { say: NOOP, expect: 250 }
                  - { say: NOOP, expect: 250 }
              - { name: still open, connector: internet, dialog: [{ say: NOOP, expect: 250 }, { expect: closed }] }
              - { name: no connector, connector: intranet, dialog: [{ say: NOOP }] }
              - { name: no end point, connector: internet, to: 203.0.113.11:26, dialog: [{ say: NOOP }] }
            """);

        Assert.Equal(new CommandRun(1, $"""
            FAIL  another reply  [{tests}:7:57]
                    said      RCPT TO:<c@elsewhere.example>
                    expected  250
                    answered  550 5.7.1 Unable to relay (reference)
                    because   elsewhere.example is not an accepted domain, and receive connector 'internet' lets nobody relay (relay: never)
            FAIL  no such keyword  [{tests}:8:107]
                    said      EHLO a.example
                    expected  250-STARTTLS
                    answered  250-mail.example.com Hello [10.0.0.9] / 250-SIZE 37748736 / 250-PIPELINING / 250-DSN / 250-ENHANCEDSTATUSCODES / 250-8BITMIME / 250-CHUNKING / 250 SMTPUTF8
            FAIL  no logon  [{tests}:9:5]
                    said      AUTH PLAIN (redacted)
                    expected  a session of alice under TLS
                    answered  502 5.5.1 Command not implemented (reference)
                    because   auth: none, this connector lets nobody log on
            FAIL  over  [{tests}:10:70]
                    expected  250
                    answered  nothing, the session is over: the client's address is not among those that the connector serves
            FAIL  more than was expected  [{tests}:11:147]
                    said      EHLO a.example
                    expected  250
                    answered  nothing, the server waits
            FAIL  a reply that nobody asked about  [{tests}:18:9]
                    said      NOOP
                    expected  no further reply
                    answered  250 2.0.0 OK
            FAIL  still open  [{tests}:19:93]
                    said      NOOP
                    expected  closed
                    answered  nothing, the server waits
            FAIL  no connector  [{tests}:20:38]
                    expected  receive connector intranet
                    answered  there is internet (203.0.113.11:25), submission (203.0.113.11:587, 203.0.113.11:465), outbound (10.0.0.2:25)
            FAIL  no end point  [{tests}:21:52]
                    expected  end point 203.0.113.11:26
                    answered  receive connector internet (203.0.113.11:25) has no such one
            9 tests: 0 passed, 9 failed

            """, ""), run);
    }

    [Fact]
    public async Task A_policy_without_a_mail_half_holds_no_dialog()
    {
        var tests = _directory.Write("mine.yaml", "tests:\n  - { name: a, connector: internet, dialog: [{ say: NOOP }] }\n");

        var run = await CommandRun.OfAsync("test", "--policy", SitePolicy.Write(_directory, "web.yaml"), tests);

        Assert.Equal(1, run.Code);
        Assert.Contains("the policy declares no receive connector", run.Output, StringComparison.Ordinal);
    }

    private async Task<(string Tests, CommandRun Run)> TestAsync(string text)
    {
        var tests = _directory.Write("mine.yaml", text);
        return (tests, await CommandRun.OfAsync("test", "--policy", _policy, tests));
    }
}
