using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive.Authentication;

public sealed class AuthenticationExchangeTests
{
    private const string Secure = "S: 220\nC: EHLO c.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-STARTTLS\nS: 250-\nS: 250 \n"
        + "C: STARTTLS\nS: 220\nC: (tls)\nC: EHLO c.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-CHUNKING\nS: 250 AUTH PLAIN LOGIN\n";

    private static readonly PasswordFile s_users = PasswordFile.Parse("users", [$"ann:{PasswordHash.Create("secret")}"]);

    [Fact]
    public async Task A_password_is_not_taken_in_clear()
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 530 5.7.0 Must issue a STARTTLS command first");
    }

    [Theory]
    [InlineData("AUTH PLAIN AGFubgBzZWNyZXQ=")]
    [InlineData("AUTH PLAIN\nS: 334\nC: AGFubgBzZWNyZXQ=")]
    [InlineData("AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YW5u\nS: 334 UGFzc3dvcmQ6\nC: c2VjcmV0")]
    [InlineData("auth login YW5u\nS: 334 UGFzc3dvcmQ6\nC: c2VjcmV0")]
    public async Task A_right_password_is_taken_under_tls_and_mail_may_follow(string exchange)
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Secure}C: MAIL FROM:<>\nS: 530 5.7.1 Client was not authenticated\nC: {exchange}\nS: 235 2.7.0\nC: MAIL FROM:<>\nS: 250\nC: QUIT\nS: 221");
        Assert.Equal("ann", (await rig.Records.NextSessionAsync()).User);
    }

    [Fact]
    public async Task Logging_on_grants_no_relaying()
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Secure}C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<eve@elsewhere.example>\nS: 550 5.7.1 Unable to relay");
    }

    [Fact]
    public async Task Three_failed_logons_close_and_six_lock_the_source_out()
    {
        await using var rig = await StartAsync();
        var wrong = $"C: AUTH PLAIN {Convert.ToBase64String(Encoding.ASCII.GetBytes("\0ann\0wrong"))}\nS: 535 5.7.8\n";
        for (var session = 0; session < 2; session++)
        {
            await rig.TalkAsync($"{Secure}{wrong}{wrong}{wrong}S: 421 4.7.0 Too many failed logons\nS: (closed)");
            Assert.Equal(SessionEnd.LogonFailures, (await rig.Records.NextSessionAsync()).End);
        }

        await rig.TalkAsync($"{Secure}C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 421 4.7.0\nS: (closed)");
    }

    [Theory]
    [InlineData("AUTH CRAM-MD5", "504 5.7.4")]
    [InlineData("AUTH PLAIN !", "501 5.5.2")]
    [InlineData("AUTH PLAIN\nS: 334\nC: *", "501 5.5.2")]
    [InlineData("AUTH PLAIN Ym9iAGFubgBzZWNyZXQ=", "501 5.5.2")]
    [InlineData("AUTH PLAIN AGFubgBzZWNyZXQ=\nC: MAIL FROM:<>", "554 5.5.0")]
    public async Task What_is_no_exchange_is_refused(string exchange, string reply)
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Secure}C: {exchange}\nS: {reply}");
    }

    private static Task<ReceiveRig> StartAsync() => ReceiveRig.StartAsync(
        connector => connector with { Authentication = new ReceiveAuthentication(Required: true, "users", InnerServer: null) },
        certificate: TestCertificates.SelfSigned(new TestLeaf { Names = [ReceiveRig.Fqdn] }),
        credentials: s_users);
}
