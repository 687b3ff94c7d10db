using System.Text;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Secrets;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Send;

public sealed class RelayTlsTests
{
    [Theory]
    [InlineData(SendTls.Required)]
    [InlineData(SendTls.Implicit)]
    public async Task Mail_goes_under_TLS_to_the_name_the_policy_expects(SendTls tls)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, implicitTls: tls == SendTls.Implicit);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = tls };
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Equal(CertificateCase.ExpectedName, server.Sessions.Single().AskedFor);
        Assert.Equal(tls == SendTls.Required ? ["EHLO", "STARTTLS", "EHLO", "MAIL"] : ["EHLO", "MAIL", "RCPT", "DATA"], server.Lines.Take(4).Select(l => l.Split(' ')[0]));
        Assert.Contains(rig.Trace.Lines, l => l.StartsWith("* Tls", StringComparison.Ordinal) && l.Contains("owafe.test", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CertificateCase.All), MemberType = typeof(CertificateCase))]
    public async Task A_bad_certificate_has_its_own_reason_and_no_MAIL_is_sent(string name, PeerCertificateFailure? expected)
    {
        if (name is "RSA-1024" or "SHA-1")
        {
            // The machine's own OpenSSL refuses to show these; the verifier's tests have them.
            return;
        }

        using var certificate = CertificateCase.Make(name);
        await using var server = InnerServer.Start(certificate);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = SendTls.Required };
        using var outcomes = new RecordingMeter("webpublisher.smtp.relay.connections", "outcome");
        var reply = await rig.DeliverAsync(connector);
        if (expected is null)
        {
            Assert.True(reply.IsSuccess);
            return;
        }

        Assert.StartsWith("451 4.4.1", reply.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(outcomes.Values($"certificate_{expected}"));
        Assert.Contains(rig.Log.Lines, l => l.Id == 4101 && l.Text.Contains($"{expected}", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Equal(0, rig.Log.Count(4102));
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_nothing()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        Assert.StartsWith("451 4.4.1", (await rig.DeliverAsync(RelayRig.Connector(server) with { Tls = SendTls.Required })).ToString(), StringComparison.Ordinal);
        Assert.Equal([$"EHLO {RelayRig.Fqdn}"], server.Lines);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("NoStartTls", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EHLO", "500 5.5.1 what")]
    [InlineData("STARTTLS", "454 4.7.0 not now")]
    [InlineData("STARTTLS", "250 2.0.0 fine, go on in clear")]
    [InlineData("STARTTLS", "220 2.0.0 go on\r\n250 2.1.0 said in clear")]
    [InlineData("STARTTLS", "220 2.0.0 this is no TLS\r\n220 x")]
    public async Task There_is_no_way_from_TLS_to_clear(string step, string answer)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, on: RelayTests.Answer(step, answer));
        await using var rig = new RelayRig();
        var reply = await rig.DeliverAsync(RelayRig.Connector(server) with { Tls = SendTls.Required });
        Assert.StartsWith("451 4.4.1", reply.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal) || l.StartsWith("HELO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_in_clear_where_TLS_is_expected_at_once_gets_nothing()
    {
        await using var server = InnerServer.Start();
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = SendTls.Implicit };
        Assert.StartsWith("451 4.4.1", (await rig.DeliverAsync(connector)).ToString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("TlsFailed", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_injected_before_TLS_is_not_taken_for_what_is_said_under_it()
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, on: async (session, line) =>
        {
            if (line != "STARTTLS")
            {
                return false;
            }

            await session.WriteAsync("220 2.0.0 go on\r\n250-injected\r\n250 AUTH PLAIN\r\n");
            await session.SecureAsync();
            return true;
        });
        await using var rig = new RelayRig();
        Assert.Equal(451, (await rig.DeliverAsync(RelayRig.Connector(server) with { Tls = SendTls.Required })).Code);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("behind its reply to STARTTLS", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("STARTTLS")]
    [InlineData("(connected)")]
    public async Task A_handshake_that_hangs_is_given_up_in_time(string step)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, on: async (session, line) =>
        {
            if (line == step && step == "STARTTLS")
            {
                await session.ReplyAsync("220 2.0.0 go on");
            }

            if (line == step)
            {
                await session.HangAsync();
            }

            return false;
        });
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = step == "STARTTLS" ? SendTls.Required : SendTls.Implicit, ConnectTimeout = TimeSpan.FromMilliseconds(400) };
        Assert.StartsWith("451 4.4.1", (await rig.DeliverAsync(connector)).ToString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("TimedOut", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PLAIN LOGIN", "AUTH PLAIN AHVzZXIAcMOkc3M=")]
    [InlineData("LOGIN", "AUTH LOGIN")]
    public async Task The_connectors_credentials_are_shown_under_TLS_and_to_nobody_else(string mechanisms, string expected)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, mechanisms: mechanisms, on: AuthenticationScript.Accepting("user", "päss"));
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = SendTls.Required, User = "user", Password = Password(rig, "päss") };
        Assert.True((await rig.DeliverAsync(connector)).IsSuccess);
        Assert.Equal(expected, server.Lines[3]);
        var trace = string.Join('\n', rig.Trace.Lines);
        Assert.Contains("(redacted)", trace, StringComparison.Ordinal);
        foreach (var secret in (string[])["päss", Convert.ToBase64String(Encoding.UTF8.GetBytes("päss")), "AHVzZXIA"])
        {
            Assert.DoesNotContain(secret, trace, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PLAIN", "other")]
    [InlineData("LOGIN", "other")]
    [InlineData("XOAUTH2", "user")]
    [InlineData(null, "user")]
    public async Task Without_accepted_credentials_nothing_is_sent(string? mechanisms, string accepted)
    {
        using var certificate = CertificateCase.Make("good");
        await using var server = InnerServer.Start(certificate, mechanisms: mechanisms, on: AuthenticationScript.Accepting(accepted, "password"));
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { Tls = SendTls.Required, User = "user", Password = Password(rig, "password") };
        Assert.Equal(451, (await rig.DeliverAsync(connector)).Code);
        Assert.DoesNotContain(server.Lines, l => l.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Contains(rig.Log.Lines, l => l.Text.Contains("AuthenticationFailed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_are_never_sent_in_clear()
    {
        await using var server = InnerServer.Start(keywords: ["AUTH PLAIN"]);
        await using var rig = new RelayRig();
        var connector = RelayRig.Connector(server) with { User = "user", Password = Password(rig, "password") };
        Assert.Equal(451, (await rig.DeliverAsync(connector)).Code);
        Assert.Equal([$"EHLO {RelayRig.Fqdn}"], server.Lines);
    }

    private static Secret Password(RelayRig rig, string password)
    {
        var path = rig.Directory.Write("password", password);
        return SecretSource.FromFile(SourceLocation.BuiltIn, path).Read(new DiagnosticList())!;
    }
}
