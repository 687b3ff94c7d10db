using WebPublisher.Certificates;

namespace WebPublisher.Demo;

/// <summary>What the demo prints when it runs: what is there, and lines to try that work as they stand.</summary>
public static class DemoTour
{
    /// <summary>Writes the text.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="ports">The ports in use.</param>
    /// <param name="directory">The demo's directory.</param>
    /// <param name="certificates">The demo's certificates.</param>
    /// <param name="accounts">Who may log in.</param>
    public static void Write(
        TextWriter output, DemoPorts ports, string directory, DevelopmentCertificateSet certificates, IEnumerable<FrontEnd.DemoAccount> accounts)
    {
        var authority = DemoDirectory.Shown(certificates.Public.AuthorityPath);
        var policy = DemoDirectory.Shown(DemoPolicy.PathIn(directory));
        var logs = DemoDirectory.Shown(Path.Combine(directory, "logs"));
        var site = $"https://localhost:{ports.Https}";
        var program = Program;
        var mail = $"curl -v --ssl-reqd --cacert {authority} smtp://localhost:{ports.Smtp} --mail-from you@example.com";
        output.WriteLine($"""

            WebPublisher demo. A webmail and a mail server that only the publisher can reach, published by a policy.

              {Column($"{site}/")}the webmail, published
              {Column($"http://localhost:{ports.Http}/")}plain HTTP: refused
              {Column($"https://127.0.0.1:{ports.FrontEnd}/")}the webmail server itself, behind the publisher
              {Column($"smtp://localhost:{ports.Smtp}/")}mail for {FrontEnd.DemoAccount.Domain}; it lies in the webmail's inbox
              {Column($"http://127.0.0.1:{ports.Operations}/")}the dashboard: what happens, and why something was refused
              {Column($"http://127.0.0.1:{ports.Operations}/metrics")}metrics; /health/ready for health

            Log in as {string.Join(" or ", accounts.Select(a => $"{a.User} / {a.Password}"))}. The browser has to trust {authority} for the while, or you accept its warning.

            Try (in another terminal):
              curl --cacert {authority} -i {site}/mail/login
              curl --cacert {authority} -i {site}/mail/    # the inner name in Location is translated
              curl --cacert {authority} -i {site}/admin/    # not published: 403, code 12202
              curl -i http://localhost:{ports.Http}/mail/    # no secure channel: 403, code 12211
              {mail} --mail-rcpt alice@{FrontEnd.DemoAccount.Domain} -H 'Subject: From a terminal' -F '=Hello'    # read it as alice
              {mail} --mail-rcpt eve@example.org -T /dev/null    # no relay: 550 5.7.1
              {mail} --mail-rcpt alice@{FrontEnd.DemoAccount.Domain} -H 'Subject: Invoice' -F '=See attachment' -F 'file=@/etc/hostname;filename=invoice.pdf.exe;encoder=base64'    # a program: refused, with a number
              {program} explain NUMBER --policy {policy}    # why it was
              {program} agent-log --policy {policy}
              {program} explain {site}/mail/ --policy {policy}
              {program} explain {site}/admin/ --policy {policy}
              {program} test --policy {policy}
              curl -s http://127.0.0.1:{ports.Operations}/metrics | grep webpublisher_

            Policy      {policy}: edit and save it, it takes effect at once. A mistake leaves the old one in force.
            Logs        {logs}: access log, every line of SMTP on both sides, and what agents found
            Requests and messages are logged below. Ctrl+C stops.

            """);
    }

    private static string Program
    {
        get
        {
            var home = Environment.GetEnvironmentVariable("WEBPUBLISHER_HOME");
            return string.IsNullOrEmpty(home) ? "webpublisher"
                : home == Directory.GetCurrentDirectory() ? "./webpublisher"
                : Path.Combine(home, "webpublisher");
        }
    }

    private static string Column(string url) => url.PadRight(34);
}
