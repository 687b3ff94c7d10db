using System.Diagnostics;
using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Antivirus;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Antivirus;

public sealed class AntivirusAgentTests(ClamdFixture clamd) : IClassFixture<ClamdFixture>
{
    private const string Rejected = "550 5.7.1 Message rejected because a virus was found in it (";

    public static TheoryData<string> Infected => ["plain", "attached", "zip", "nested", "nested zip"];

    [TheoryNeedingClamd]
    [MemberData(nameof(Infected))]
    public async Task Malware_is_refused_wherever_it_is(string where)
    {
        await using var rig = await StartAsync(clamd.Policy);
        Assert.StartsWith(Rejected, await SendAsync(rig, Message(where)), StringComparison.Ordinal);
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(MessageOutcome.RefusedByAgent, record.Outcome);
        Assert.Equal("antivirus OnSubmittedMessage: Unwanted Infected (Test.EICAR.UNOFFICIAL)", Assert.Single(record.Findings).ToString());
        Assert.Empty(rig.Inner.Messages);
    }

    [FactNeedingClamd]
    public async Task What_is_found_is_told_to_nobody_outside()
    {
        await using var rig = await StartAsync(clamd.Policy);
        Assert.DoesNotContain("EICAR", await SendAsync(rig, Message("plain")), StringComparison.OrdinalIgnoreCase);
    }

    [FactNeedingClamd]
    public async Task A_clean_message_is_stamped_once_and_otherwise_as_it_was()
    {
        await using var rig = await StartAsync(clamd.Policy);
        var content = $"{AntivirusAgent.StampName}: MSFTFF;1;0;0 0 0\r\nx-ms-exchange-organization-avstamp-mailbox : forged\r\nX-MS-Exchange-Organization-SCL: -1\r\n{TestMail.Plain("Nothing to see.")}";
        Assert.StartsWith("250", await SendAsync(rig, content), StringComparison.Ordinal);
        var delivered = Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages));
        Assert.StartsWith($"{AntivirusAgent.StampName}: {AntivirusAgent.Stamp}\r\nReceived: ", delivered, StringComparison.Ordinal);
        Assert.Equal(2, delivered.Split("AVStamp", StringSplitOptions.None).Length);
        Assert.DoesNotContain("-SCL", delivered, StringComparison.Ordinal);
        Assert.DoesNotContain("forged", delivered, StringComparison.Ordinal);
    }

    [FactNeedingClamd]
    public async Task The_stamp_of_an_inner_server_stands_and_malware_is_refused_all_the_same()
    {
        await using var rig = await StartAsync(clamd.Policy, connector => connector with { HeaderFirewall = false, Relay = RelayGrant.Always });
        var stamped = $"X-MS-Exchange-Organization-SCL: -1\r\nx-ms-exchange-organization-AVSTAMP-mailbox: MSFTFF;1;0;0 0 0\r\n";
        Assert.StartsWith("250", await SendAsync(rig, stamped + TestMail.Plain("Nothing to see.")), StringComparison.Ordinal);
        Assert.StartsWith("250", await SendAsync(rig, TestMail.Plain("Nothing to see.")), StringComparison.Ordinal);
        Assert.StartsWith(Rejected, await SendAsync(rig, stamped + Message("plain")), StringComparison.Ordinal);
        var (kept, own) = (Encoding.ASCII.GetString(rig.Inner.Messages.First()), Encoding.ASCII.GetString(rig.Inner.Messages.Last()));
        Assert.Contains(stamped, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(AntivirusAgent.Stamp, kept, StringComparison.Ordinal);
        Assert.StartsWith($"{AntivirusAgent.StampName}: {AntivirusAgent.Stamp}\r\n", own, StringComparison.Ordinal);
    }

    [FactNeedingClamd]
    public async Task No_stamp_leaves_the_organisation()
    {
        await using var rig = await StartAsync(clamd.Policy, policy: policy => policy with { SendConnectors = [policy.SendConnectors[0] with { HeaderFirewall = true }] });
        Assert.StartsWith("250", await SendAsync(rig, TestMail.Plain("Nothing to see.")), StringComparison.Ordinal);
        Assert.StartsWith("Received: ", Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [FactNeedingClamd]
    public async Task Malware_vanishes_where_the_operator_wants_that()
    {
        await using var rig = await StartAsync(clamd.Policy with { OnInfected = InfectedAction.Delete });
        Assert.StartsWith("250", await SendAsync(rig, Message("zip")), StringComparison.Ordinal);
        Assert.Equal(MessageOutcome.Deleted, (await rig.Records.NextMessageAsync()).Outcome);
        Assert.Empty(rig.Inner.Messages);
    }

    [FactNeedingClamd]
    public async Task What_is_encrypted_passes_without_a_stamp_and_the_log_knows()
    {
        await using var rig = await StartAsync(clamd.Policy);
        Assert.StartsWith("250", await SendAsync(rig, TestMail.Attached(TestMail.EncryptedZip("secret"), "x.zip")), StringComparison.Ordinal);
        Assert.Equal("antivirus OnSubmittedMessage: Noted Unscannable (Heuristics.Encrypted.Zip)", Assert.Single((await rig.Records.NextMessageAsync()).Findings).ToString());
        Assert.StartsWith("Received: ", Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [FactNeedingClamd]
    public async Task What_is_encrypted_is_refused_where_the_operator_wants_that()
    {
        await using var rig = await StartAsync(clamd.Policy with { OnUnscannable = UnscannableAction.Reject });
        Assert.StartsWith("550 5.7.1 Message rejected because it cannot be scanned", await SendAsync(rig, TestMail.Attached(TestMail.EncryptedZip("secret"), "x.zip")), StringComparison.Ordinal);
    }

    [TheoryNeedingClamd]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Unscannable")]
    [InlineData("Content-Type: application/x-pkcs7-mime; smime-type=\"authEnveloped-data\"", "Unscannable")]
    [InlineData("Content-Type: APPLICATION/PKCS7-MIME", "Unscannable")]
    [InlineData("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b", "Unscannable")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=signed-data", "Clean")]
    [InlineData("Content-Type: application/pkcs7-signature; name=smime.p7s", "Clean")]
    [InlineData("Content-Type: text/plain", "Clean")]
    public async Task What_is_encrypted_for_its_recipients_is_noted_as_it_is(string type, string reason)
    {
        await using var rig = await StartAsync(clamd.Policy);
        var content = $"Subject: x\r\nMIME-Version: 1.0\r\n{type}\r\nContent-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\nMIIBsecret\r\n--b--\r\n";
        Assert.StartsWith("250", await SendAsync(rig, content), StringComparison.Ordinal);
        Assert.Equal(reason, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
        var delivered = Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages));
        Assert.EndsWith(content + "\r\n", delivered, StringComparison.Ordinal);
        Assert.Equal(reason == "Clean", delivered.Contains(AntivirusAgent.Stamp, StringComparison.Ordinal));
    }

    [FactNeedingClamd]
    public async Task A_signed_message_is_delivered_octet_for_octet()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["body"], "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nTrailing space =20\r\n.dot\r\n\r\n");
        await OpenSslAsync("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=ann", "-keyout", directory["key"], "-out", directory["certificate"]);
        await OpenSslAsync("cms", "-sign", "-crlfeol", "-in", directory["body"], "-signer", directory["certificate"], "-inkey", directory["key"], "-out", directory["signed"]);
        var content = (await File.ReadAllTextAsync(directory["signed"])).ReplaceLineEndings("\r\n");
        await using var rig = await StartAsync(clamd.Policy);
        Assert.StartsWith("250", await SendAsync(rig, content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal)), StringComparison.Ordinal);
        var delivered = Assert.Single(rig.Inner.Messages);
        Assert.StartsWith(AntivirusAgent.StampName, Encoding.ASCII.GetString(delivered), StringComparison.Ordinal);
        Assert.Contains(content, Encoding.ASCII.GetString(delivered), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(directory["delivered"], delivered);
        await OpenSslAsync("cms", "-verify", "-noverify", "-in", directory["delivered"], "-out", directory["verified"]);
    }

    [FactNeedingClamd]
    public async Task What_is_too_large_for_clamd_is_refused_or_passes_as_the_operator_says()
    {
        var large = TestMail.Attached(new byte[1_500_000], "x.bin");
        await using (var rig = await StartAsync(clamd.Policy))
        {
            Assert.StartsWith("552 5.3.4", await SendAsync(rig, large), StringComparison.Ordinal);
        }

        await using (var rig = await StartAsync(clamd.Policy with { OnTooLarge = UnscannableAction.Accept, Clamd = clamd.Port }))
        {
            Assert.StartsWith("250", await SendAsync(rig, large), StringComparison.Ordinal);
            Assert.Equal("TooLargeToScan", Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
        }
    }

    [FactNeedingClamd]
    public async Task While_clamd_is_down_senders_try_again_and_nothing_is_lost()
    {
        await using var rig = await StartAsync(clamd.Policy);
        var content = TestMail.Plain("Nothing to see.");
        await clamd.StopAsync();
        Assert.StartsWith("451 4.7.0", await SendAsync(rig, content), StringComparison.Ordinal);
        Assert.Equal("ScannerUnavailable", Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Reason);
        Assert.Empty(rig.Inner.Messages);
        await clamd.StartAsync();
        Assert.StartsWith("250", await SendAsync(rig, content), StringComparison.Ordinal);
        Assert.Single(rig.Inner.Messages);
    }

    [FactNeedingClamd]
    public async Task Whoever_sends_it_malware_is_refused()
    {
        await using var rig = await StartAsync(clamd.Policy, connector => connector with { Relay = RelayGrant.Always });
        Assert.StartsWith(Rejected, await SendAsync(rig, Message("attached")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_passes_unscanned_where_the_operator_wants_that()
    {
        using var broken = FakeClamd.Answering("what?\0");
        await using var rig = await StartAsync(broken.Policy with { OnUnavailable = AgentErrorAction.Accept });
        Assert.StartsWith("250", await SendAsync(rig, TestMail.Plain("Nothing to see.")), StringComparison.Ordinal);
        Assert.Equal("antivirus OnSubmittedMessage: Noted ScannerUnavailable (clamd answered 'what?')", Assert.Single((await rig.Records.NextMessageAsync()).Findings).ToString());
        Assert.StartsWith("Received: ", Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_answer_defers()
    {
        using var broken = FakeClamd.Answering("stream: OK stream: OK\0");
        await using var rig = await StartAsync(broken.Policy);
        Assert.StartsWith("451 4.7.0", await SendAsync(rig, TestMail.Plain("Nothing to see.")), StringComparison.Ordinal);
    }

    private static async Task OpenSslAsync(params string[] arguments)
    {
        using var openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true })!;
        var said = await openssl.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await openssl.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(openssl.ExitCode == 0, said);
    }

    private static string Message(string where) => where switch
    {
        "plain" => TestMail.Plain(TestMail.Eicar),
        "attached" => TestMail.Attached(Encoding.ASCII.GetBytes(TestMail.Eicar), "x.bin"),
        "zip" => TestMail.Attached(TestMail.Zip(TestMail.Eicar), "x.zip"),
        "nested" => TestMail.Nested(TestMail.Plain(TestMail.Eicar)),
        _ => TestMail.Nested(TestMail.Nested(TestMail.Attached(TestMail.Zip(TestMail.Eicar), "x.zip"))),
    };

    private static Task<ReceiveRig> StartAsync(
        AntivirusPolicy antivirus, Func<ReceiveConnector, ReceiveConnector>? configure = null, Func<MailPolicy, MailPolicy>? policy = null) =>
        ReceiveRig.StartAsync(configure, policy: mail => (policy?.Invoke(mail) ?? mail) with { Agents = [antivirus] });

    private static async Task<string> SendAsync(ReceiveRig rig, string content)
    {
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");
        await client.SayAsync($"{content}\r\n.\r\n");
        return await client.ReadLineAsync() ?? "(closed)";
    }
}
