using System.Text;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Spf;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class SenderIdTests
{
    private const string Hello = "S: 220\nC: HELO client.test\nS: 250\n";

    private static readonly SenderIdPolicy s_stamping = new() { Location = SourceLocation.BuiltIn };

    [Theory]
    [InlineData("contoso.test TXT v=spf1 ip4:127.0.0.1 -all", "Pass", "domain of Ann@Contoso.test designates 127.0.0.1 as permitted sender")]
    [InlineData("contoso.test TXT v=spf1 ip4:192.0.2.1 -all", "Fail", "domain of Ann@Contoso.test does not designate 127.0.0.1 as permitted sender")]
    [InlineData("contoso.test TXT v=spf1 ip4:192.0.2.1 ~all", "SoftFail", "domain of transitioning Ann@Contoso.test discourages use of 127.0.0.1 as permitted sender")]
    [InlineData("contoso.test TXT v=spf1 ?all", "Neutral", "127.0.0.1 is neither permitted nor denied by domain of Ann@Contoso.test")]
    [InlineData("contoso.test FAIL", "TempError", "error in processing during lookup of Ann@Contoso.test")]
    [InlineData("contoso.test TXT v=spf1 moo", "PermError", "domain of Ann@Contoso.test publishes what cannot be understood")]
    [InlineData("other.test TXT v=spf1 -all", "None", "domain of Ann@Contoso.test does not designate permitted sender hosts")]
    public async Task What_the_domain_of_the_sender_says_stands_above_the_message(string zone, string result, string words)
    {
        await using var rig = await StartAsync(s_stamping, zone);
        await SendAsync(rig, "Ann@Contoso.test", "Subject: x\nReceived-SPF: pass (elsewhere)\nX-MS-Exchange-Organization-SenderIdResult: Pass", "250");
        Assert.Equal(
            [
                $"Received-SPF: {result} (mail.example.com: {words})",
                $"X-MS-Exchange-Organization-SenderIdResult: {result}",
                "Received-SPF: pass (elsewhere)",
            ],
            Delivered(rig).Where(line => line.StartsWith("Received-SPF", StringComparison.Ordinal) || line.StartsWith("X-MS", StringComparison.Ordinal)));
        Assert.Equal((FindingKind.Noted, result), Only((await rig.Records.NextMessageAsync()).Findings));
    }

    [Theory]
    [InlineData("-all", SenderIdentity.MailFrom, "550 5.7.1 Sender ID (MAIL FROM) Not Permitted (")]
    [InlineData("-all", SenderIdentity.Pra, "550 5.7.1 Sender ID (PRA) Not Permitted (")]
    [InlineData("~all", SenderIdentity.MailFrom, "250")]
    [InlineData("?all", SenderIdentity.Pra, "250")]
    public async Task Where_the_operator_says_so_fail_is_refused_and_nothing_else(string terms, SenderIdentity identity, string reply)
    {
        await using var rig = await StartAsync(s_stamping with { OnFail = SenderIdFailAction.Reject, Identity = identity }, $"contoso.test TXT v=spf1 {terms}");
        await SendAsync(rig, "ann@contoso.test", "From: ann@contoso.test", reply);
        Assert.Equal(reply == "250" ? 1 : 0, rig.Inner.Messages.Count);
    }

    [Fact]
    public async Task Where_the_operator_says_so_fail_is_taken_and_nobody_gets_it()
    {
        await using var rig = await StartAsync(s_stamping with { OnFail = SenderIdFailAction.Delete }, "contoso.test TXT v=spf1 -all");
        await SendAsync(rig, "ann@contoso.test", "Subject: x", "250");
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task Where_the_operator_says_so_a_client_comes_back_when_the_domain_can_be_asked()
    {
        await using var rig = await StartAsync(s_stamping with { OnTempError = SenderIdTempErrorAction.Defer }, "contoso.test FAIL");
        await SendAsync(rig, "ann@contoso.test", "Subject: x", "451 4.4.3 Temporary server error. Please try again later (");
    }

    [Fact]
    public async Task Of_a_bounce_the_clients_own_name_is_asked()
    {
        await using var rig = await StartAsync(s_stamping, "client.test TXT v=spf1 ip4:127.0.0.1 -all");
        await SendAsync(rig, "", "Subject: x", "250");
        Assert.Equal("Received-SPF: Pass (mail.example.com: domain of postmaster@client.test designates 127.0.0.1 as permitted sender)", Delivered(rig)[0]);
    }

    [Fact]
    public async Task With_pra_whom_the_header_calls_responsible_is_asked_and_not_the_envelope()
    {
        await using var rig = await StartAsync(
            s_stamping with { Identity = SenderIdentity.Pra }, "fabrikam.test TXT v=spf1 ip4:127.0.0.1 -all", "contoso.test TXT v=spf1 -all");
        await SendAsync(rig, "ann@contoso.test", "From: eve@contoso.test\nSender: Robot <list@fabrikam.test>", "250");
        Assert.Equal("Received-SPF: Pass (mail.example.com: domain of list@fabrikam.test designates 127.0.0.1 as permitted sender)", Delivered(rig)[0]);
    }

    [Theory]
    [InlineData("Subject: nobody")]
    [InlineData("From: a@contoso.test\nFrom: b@contoso.test")]
    public async Task With_pra_a_message_that_names_nobody_fails(string header)
    {
        await using var rig = await StartAsync(s_stamping with { Identity = SenderIdentity.Pra, OnFail = SenderIdFailAction.Reject });
        await SendAsync(rig, "ann@contoso.test", header, "550 5.7.1 Missing Purported Responsible Address (");
    }

    [Fact]
    public async Task Exempt_domains_are_not_asked()
    {
        var zones = new TestZones("contoso.test TXT v=spf1 -all");
        await using var rig = await StartAsync(s_stamping with { OnFail = SenderIdFailAction.Reject, ExemptDomains = new DomainList([new DomainPattern("contoso.test")]) }, zones);
        await SendAsync(rig, "ann@Contoso.test", "Subject: x", "250");
        Assert.Empty(zones.Questions);
        Assert.Empty((await rig.Records.NextMessageAsync()).Findings);
    }

    [Fact]
    public async Task A_domain_that_keeps_us_waiting_costs_twenty_seconds_and_no_mail()
    {
        var time = new ManualTimeProvider();
        var dns = new SlowDns();
        await using var rig = await ReceiveRig.StartAsync(policy: policy => policy with { Agents = [s_stamping] }, dns: dns, time: time);
        var sending = SendAsync(rig, "ann@contoso.test", "Subject: x", "250");
        await dns.Asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        time.Advance(SenderId.Patience);
        await sending;
        Assert.StartsWith("Received-SPF: TempError (", Delivered(rig)[0], StringComparison.Ordinal);
    }

    private static Task<ReceiveRig> StartAsync(SenderIdPolicy policy, params string[] zones) => StartAsync(policy, new TestZones(zones));

    private static Task<ReceiveRig> StartAsync(SenderIdPolicy policy, TestZones zones) => ReceiveRig.StartAsync(policy: mail => mail with { Agents = [policy] }, dns: zones);

    private static Task SendAsync(ReceiveRig rig, string sender, string header, string reply) => rig.TalkAsync(
        $"{Hello}C: MAIL FROM:<{sender}>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\n"
        + $"{string.Concat(header.Split('\n').Select(line => $"C: {line}\n"))}C:\nC: body\nC: .\nS: {reply}");

    private static string[] Delivered(ReceiveRig rig) => Encoding.ASCII.GetString(Assert.Single(rig.Inner.Messages)).Split("\r\n");

    private static (FindingKind Kind, string Reason) Only(IReadOnlyList<AgentFinding> findings)
    {
        var finding = Assert.Single(findings).Finding;
        return (finding.Kind, finding.Reason);
    }

    private sealed class SlowDns : IDnsLookup
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
        {
            var never = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            Asked.TrySetResult();
            await never;
            return DnsAnswer.NoData();
        }
    }
}
