using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Operations;

namespace WebPublisher.Tests.Commands.Running;

public sealed class StatusTextTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_missing_stands_at_the_top_and_no_text_of_others_steers_the_terminal()
    {
        var readiness = new Readiness(PolicyInForce: true, ListenersBound: false, ["farm"]) { VirusScannerAnswers = false };
        using var output = new StringWriter { NewLine = "\n" };

        StatusText.Write(output, [Status(readiness, "running")]);

        var text = output.ToString();
        Assert.StartsWith("EDGE01  webpublisher 1.0  web  NOT READY\nrunning for 1 d 2 h, since 2026-11-20 10:00:00Z; process 7, 2.0 MiB, 1 min 5 s of CPU\n", text, StringComparison.Ordinal);
        Assert.Contains("NOT READY: a listener is not bound\nNOT READY: no server answers of front end farm\nNOT READY: the virus scanner does not answer", text, StringComparison.Ordinal);
        Assert.Matches(@"farm +10\.0\.0\.1:443 +OUT +connection refused\uFFFD\[2J\n", text);
        Assert.Matches(@"site +2026-11-20 +EXPIRED +mail\.example\.com\n", text);
        Assert.Contains("State in postgres, WHICH DOES NOT ANSWER, 3 changes wait to be written\n  1 address blocked, 0 allowed; 0 senders with a profile; 0 logons locked out; 2 messages held (1.5 KiB)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
    }

    [Fact]
    public void A_server_that_drains_says_so_before_anything_else()
    {
        var ready = new Readiness(PolicyInForce: true, ListenersBound: true, []);

        Assert.StartsWith("2026-11-21 12:00:00Z  EDGE01  web  DRAINING  revision 0123456789ab  4 connections", StatusText.Line(Status(ready, "draining")), StringComparison.Ordinal);
    }

    private static ServerStatus Status(Readiness readiness, string phase) => new(
        "EDGE01", "1.0", s_noon.AddHours(-26), s_noon, ["web"], phase,
        new PolicyStatus("0123456789ab", "/etc/webpublisher/webpublisher.yaml", []),
        readiness,
        [new ListenerStatus("https", "listener", "192.0.2.1:443", "https", 4)],
        [new ServerGroupStatus("farm", [new InnerServerStatus("10.0.0.1:443", Available: false, "connection refused\e[2J")])],
        [],
        [new CertificateStatus("site", "mail.example.com", ["mail.example.com"], "CA", s_noon.AddDays(-90), s_noon.AddDays(-1), "00")],
        new StoreStatus("postgres", Connected: false, Pending: 3, [], 1, 0, 0, 0, 2, 1536),
        new IpsecStatus("off", null, []),
        new ProcessStatus(7, 2 << 20, 0, 65, 20));
}
