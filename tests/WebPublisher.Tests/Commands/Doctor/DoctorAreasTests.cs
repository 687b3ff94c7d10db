using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Commands.Doctor;
using WebPublisher.Demo;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Doctor;

/// <summary>Each area of the doctor: what it says of what there is, and what it advises.</summary>
public sealed class DoctorAreasTests : IDisposable
{
    private const string Ours = "203.0.113.7";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_published_name_leads_here_or_elsewhere_or_nowhere()
    {
        var site = SitePolicy.Write(_directory, "policy.yaml");

        Assert.Equal([("mail.example.com", FindingVerdict.Ok)], await JudgeAsync("names", site, new KnownNames().Address("mail.example.com", Ours)));
        Assert.Equal([("mail.example.com", FindingVerdict.Warning)], await JudgeAsync("names", site, new KnownNames().Address("mail.example.com", "198.51.100.9")));
        Assert.Equal([("mail.example.com", FindingVerdict.Warning)], await JudgeAsync("names", site, new KnownNames().Address("mail.example.com", Ours, "2001:db8::9")));
        Assert.Equal([("mail.example.com", FindingVerdict.Problem)], await JudgeAsync("names", site, new KnownNames()));
        Assert.Equal([("mail.example.com", FindingVerdict.Warning)], await JudgeAsync("names", site, new KnownNames { Broken = "mail.example.com" }));
    }

    [Theory]
    [InlineData("mail.example.com", "198.51.100.9", FindingVerdict.Ok, "is this server")]
    [InlineData("mx.example.net", "198.51.100.9", FindingVerdict.Warning, "none of its MX")]
    [InlineData("mx.example.net", null, FindingVerdict.Problem, "has no address in DNS")]
    [InlineData(".", null, FindingVerdict.Problem, "takes no mail")]
    [InlineData(null, null, FindingVerdict.Problem, "has no MX record")]
    public async Task Mail_for_our_domains_comes_here_or_not(string? exchange, string? address, FindingVerdict verdict, string seen)
    {
        var names = exchange is null ? new KnownNames() : new KnownNames().Exchange("example.com", 10, exchange);
        var findings = await ExamineAsync("mx", MailSitePolicy.Write(_directory, "policy.yaml"), address is null ? names : names.Address(exchange!, address));

        Assert.Equal(verdict, findings[0].Verdict);
        Assert.Contains(seen, findings[0].Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_at_our_address_whose_name_no_certificate_covers_is_told_of()
    {
        var findings = await ExamineAsync("mx", MailSitePolicy.Write(_directory, "policy.yaml"), new KnownNames().Exchange("example.com", 10, "mx1.example.com").Address("mx1.example.com", Ours));

        Assert.Equal([FindingVerdict.Ok, FindingVerdict.Warning], findings.Select(finding => finding.Verdict));
        Assert.Contains("covers its MX mx1.example.com", findings[1].Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=spf1 ip4:203.0.113.7 -all", FindingVerdict.Ok, FindingVerdict.Ok)]
    [InlineData("v=spf1 a:mail.example.com ~all", FindingVerdict.Ok, FindingVerdict.Ok)]
    [InlineData("v=spf1 ip4:192.0.2.1 -all", FindingVerdict.Ok, FindingVerdict.Problem)]
    [InlineData("v=spf1 ip4:203.0.113.7 ?all", FindingVerdict.Note, FindingVerdict.Ok)]
    [InlineData("v=spf1 +all", FindingVerdict.Problem, null)]
    [InlineData("v=spf1 ip4:0.0.0.0/0 -all", FindingVerdict.Problem, null)]
    [InlineData("v=spf1 ip4:203.0.113 -all", FindingVerdict.Problem, null)]
    [InlineData("v=spf1 a a a a a a a a a a a -all", FindingVerdict.Problem, null)]
    [InlineData("hello", FindingVerdict.Warning, null)]
    public async Task What_a_domain_says_of_who_may_send_is_asked_for_strangers_and_for_us(string record, FindingVerdict strangers, FindingVerdict? ours)
    {
        var names = new KnownNames().Text("example.com", record).Address("example.com", "192.0.2.80").Address("mail.example.com", Ours);

        var findings = await ExamineAsync("spf", MailSitePolicy.Write(_directory, "policy.yaml"), names);

        Assert.Equal(ours is { } own ? [strangers, own] : [strangers], findings.Select(finding => finding.Verdict));
    }

    [Theory]
    [InlineData("_dmarc.example.com", "v=DMARC1; p=reject", FindingVerdict.Ok)]
    [InlineData("_dmarc.example.com", "v=DMARC1; p=none; rua=mailto:a@example.com", FindingVerdict.Note)]
    [InlineData("_dmarc.example.com", "v=DMARC1; rua=mailto:a@example.com", FindingVerdict.Problem)]
    [InlineData("_dmarc.example.com", "v=DMARC2; p=reject", FindingVerdict.Warning)]
    [InlineData("_dmarc.elsewhere.example", "v=DMARC1; p=reject", FindingVerdict.Warning)]
    public async Task What_is_to_become_of_mail_that_pretends_to_be_ours(string name, string record, FindingVerdict expected) =>
        Assert.Equal([("example.com", expected)], await JudgeAsync("dmarc", MailSitePolicy.Write(_directory, "policy.yaml"), new KnownNames().Text(name, record)));

    [Fact]
    public async Task Two_records_of_one_domain_count_as_none_and_a_domain_below_has_that_of_its_organisation()
    {
        var policy = MailSitePolicy.Write(_directory, "policy.yaml");
        var two = new KnownNames().Text("_dmarc.example.com", "v=DMARC1; p=reject").Text("_dmarc.example.com", "v=DMARC1; p=none");
        Assert.Equal([("example.com", FindingVerdict.Problem)], await JudgeAsync("dmarc", policy, two));

        File.WriteAllText(policy, File.ReadAllText(policy).Replace("{ name: example.com }", "{ name: sub.example.com }", StringComparison.Ordinal).Replace("domains: [example.com]", "domains: [sub.example.com]", StringComparison.Ordinal));
        Assert.Equal([("sub.example.com", FindingVerdict.Ok)], await JudgeAsync("dmarc", policy, new KnownNames().Text("_dmarc.example.com", "v=DMARC1; p=reject")));
    }

    [Theory]
    [InlineData("mail.example.com", FindingVerdict.Ok)]
    [InlineData("other.example.com", FindingVerdict.Warning)]
    [InlineData("gone.example.com", FindingVerdict.Warning)]
    [InlineData(null, FindingVerdict.Warning)]
    public async Task Our_address_has_our_name_or_not(string? pointer, FindingVerdict expected)
    {
        var names = new KnownNames().Address("mail.example.com", Ours).Address("other.example.com", Ours);

        Assert.Equal(
            [("mail.example.com", expected)], await JudgeAsync("reverse", MailSitePolicy.Write(_directory, "policy.yaml"), pointer is null ? names : names.Pointer(Ours, pointer)));
    }

    [Fact]
    public async Task A_certificate_without_its_intermediate_is_told_of_and_so_is_one_that_expires()
    {
        var policy = SitePolicy.Write(_directory, "policy.yaml");

        var findings = await ExamineAsync("certificates", policy, new KnownNames());
        Assert.Equal([FindingVerdict.Ok, FindingVerdict.Warning], findings.Select(finding => finding.Verdict));
        Assert.Contains("ECDSA of 256 bits", findings[0].Seen, StringComparison.Ordinal);
        Assert.Contains("neither in the file nor known to this machine", findings[1].Seen, StringComparison.Ordinal);

        var late = new ManualTime();
        late.Advance(TimeProvider.System.GetUtcNow().AddDays(385) - late.GetUtcNow());
        Assert.Contains("expires in 1", (await ExamineAsync("certificates", policy, new KnownNames(), time: late))[0].Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, FindingVerdict.Ok)]
    [InlineData(-20, FindingVerdict.Warning)]
    [InlineData(400, FindingVerdict.Problem)]
    public async Task The_clock_is_compared_with_a_time_server(int ahead, FindingVerdict expected)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var serving = AnswerAsync(server, TimeSpan.FromSeconds(ahead));

        var findings = await ExamineAsync("clock", MailSitePolicy.Write(_directory, "policy.yaml"), new KnownNames(), timeServer: server.Client.LocalEndPoint!.ToString());

        await serving;
        Assert.Equal(expected, Assert.Single(findings).Verdict);
    }

    [Fact]
    public async Task Clamd_and_spamd_answer_a_ping_or_are_told_of()
    {
        using var clamd = new TcpListener(IPAddress.Loopback, FreePort.Take(0, ""));
        using var spamd = new TcpListener(IPAddress.Loopback, FreePort.Take(0, ""));
        clamd.Start();
        spamd.Start();
        var policy = MailSitePolicy.Write(_directory, "policy.yaml");
        File.AppendAllText(policy, $$"""
            agents:
              - antivirus: { clamd: "tcp:{{clamd.LocalEndpoint}}" }
              - contentFilter: { scorers: [{ spamd: "tcp:{{spamd.LocalEndpoint}}" }] }

            """);
        var serving = Task.WhenAll(AnswerAsync(clamd, "zPING\0", "PONG\0"), AnswerAsync(spamd, "PING SPAMC/1.2\r\n\r\n", "SPAMD/1.5 0 PONG\r\n"));

        Assert.Equal([FindingVerdict.Ok, FindingVerdict.Ok], (await ExamineAsync("filters", policy, new KnownNames())).Select(finding => finding.Verdict));

        await serving;
        clamd.Stop();
        spamd.Stop();
        Assert.Equal([FindingVerdict.Problem, FindingVerdict.Warning], (await ExamineAsync("filters", policy, new KnownNames())).Select(finding => finding.Verdict));
    }

    [Fact]
    public async Task An_inner_server_that_is_not_there_is_a_problem_with_advice()
    {
        var policy = MailSitePolicy.Write(_directory, "policy.yaml");
        var closed = $"127.0.0.1:{FreePort.Take(0, "")}";
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("10.0.0.5:25, 10.0.0.6:25", $"\"{closed}\"", StringComparison.Ordinal).Replace("smtp.isp.example:465", closed, StringComparison.Ordinal));

        var findings = await ExamineAsync("innerServers", policy, new KnownNames());

        Assert.All(findings, finding => Assert.Equal(FindingVerdict.Problem, finding.Verdict));
        Assert.StartsWith("unreachable: ", findings[0].Seen, StringComparison.Ordinal);
        Assert.NotNull(findings[0].Advice);
    }

    [Fact]
    public async Task A_port_that_the_policy_opens_is_open_or_told_of()
    {
        using var open = new TcpListener(IPAddress.Loopback, 0);
        open.Start();
        var policy = _directory.Write("policy.yaml", $$"""
            version: 1
            operations: { listen: off }
            listeners:
              - { name: open, address: "{{open.LocalEndpoint}}", protocol: http }
              - { name: closed, address: 127.0.0.1:1, protocol: http }

            """);

        var findings = await ExamineAsync("ports", policy, new KnownNames());

        Assert.Equal(FindingVerdict.Ok, findings.Single(finding => finding.Subject == $"{open.LocalEndpoint}").Verdict);
        Assert.Equal(FindingVerdict.Warning, findings.Single(finding => finding.Subject == "127.0.0.1:1").Verdict);
    }

    [Fact]
    public async Task A_policy_that_anybody_can_write_is_a_problem_and_an_open_state_directory_a_warning()
    {
        var policy = SitePolicy.Write(_directory, "policy.yaml");
        Directory.CreateDirectory(_directory.PathOf("state"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.All(await ExamineAsync("files", policy, new KnownNames()), finding => Assert.True(finding.Verdict is FindingVerdict.Ok or FindingVerdict.Note, finding.Seen));

        File.SetUnixFileMode(policy, File.GetUnixFileMode(policy) | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(_directory.PathOf("state"), File.GetUnixFileMode(_directory.PathOf("state")) | UnixFileMode.OtherRead);

        var findings = await ExamineAsync("files", policy, new KnownNames());
        Assert.Equal($"chmod o-w {policy}", findings.Single(finding => finding.Verdict == FindingVerdict.Problem).Advice);
        Assert.Equal(_directory.PathOf("state"), findings.Single(finding => finding.Verdict == FindingVerdict.Warning).Subject);
    }

    [Fact]
    public async Task What_does_not_answer_ends_in_time_and_is_told_of()
    {
        var time = new ManualTime();
        time.Advance(TimeProvider.System.GetUtcNow() - time.GetUtcNow());
        var examining = ExamineAsync("dmarc", MailSitePolicy.Write(_directory, "policy.yaml"), new SilentNames(), time: time);

        time.Advance(DoctorCase.Limit);

        var finding = Assert.Single(await examining);
        Assert.Equal((FindingVerdict.Warning, "no answer within 15 s"), (finding.Verdict, finding.Seen));
    }

    [Fact]
    public async Task The_command_tells_findings_by_area_without_control_characters_and_as_json()
    {
        var policy = SitePolicy.Write(_directory, "policy.yaml");

        var run = await CommandRun.OfAsync("doctor", "--check", "certificates", "--policy", policy);
        var quiet = await CommandRun.OfAsync("doctor", "--check", "certificates", "--quiet", "--policy", policy);
        using var json = System.Text.Json.JsonDocument.Parse((await CommandRun.OfAsync("doctor", "--check", "certificates", "--json", "--policy", policy)).Output);

        Assert.Matches(@"^certificates\n  ok       site: ECDSA of 256 bits; until .*\n  warning  site: its chain ends at .*\n           -> append .*\n.*: 0 problems, 1 warning; revision [0-9a-f]{12}\n$", run.Output);
        Assert.DoesNotContain("  ok ", quiet.Output, StringComparison.Ordinal);
        Assert.Equal("warning", json.RootElement.GetProperty("areas")[0].GetProperty("findings")[1].GetProperty("verdict").GetString());
    }

    private static async Task<IEnumerable<(string, FindingVerdict)>> JudgeAsync(string area, string policy, IDnsLookup names) =>
        (await ExamineAsync(area, policy, names)).Select(finding => (finding.Subject, finding.Verdict)).Distinct();

    private static Task<IReadOnlyList<Finding>> ExamineAsync(string area, string policy, IDnsLookup names, TimeProvider? time = null, string? timeServer = null)
    {
        var loaded = new PolicyLoader(TimeProvider.System).Load(policy);
        Assert.NotNull(loaded.Policy);
        var @case = new DoctorCase
        {
            Policy = loaded.Policy,
            Files = loaded.Files,
            Dns = names,
            Time = time ?? TimeProvider.System,
            Public = [IPAddress.Parse(Ours)],
            TimeServer = timeServer,
        };
        return DoctorAreas.All.Single(one => one.Name == area).ExamineAsync(@case, CancellationToken.None);
    }

    private static async Task AnswerAsync(TcpListener listener, string question, string answer)
    {
        using var client = await listener.AcceptSocketAsync();
        var buffer = new byte[100];
        Assert.Equal(question, Encoding.ASCII.GetString(buffer, 0, await client.ReceiveAsync(buffer)));
        await client.SendAsync(Encoding.ASCII.GetBytes(answer));
    }

    private static async Task AnswerAsync(UdpClient server, TimeSpan ahead)
    {
        var question = await server.ReceiveAsync();
        var answer = new byte[48];
        (answer[0], answer[1]) = (0x24, 2);
        question.Buffer.AsSpan(40, 8).CopyTo(answer.AsSpan(24));
        var seconds = (TimeProvider.System.GetUtcNow() + ahead - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
        foreach (var at in new[] { 32, 40 })
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at), (uint)seconds);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at + 4), (uint)((seconds - Math.Floor(seconds)) * uint.MaxValue));
        }

        await server.SendAsync(answer, question.RemoteEndPoint);
    }

    /// <summary>Never says anything.</summary>
    private sealed class SilentNames : IDnsLookup
    {
        public async ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
