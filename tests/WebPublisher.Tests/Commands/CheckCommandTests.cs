using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_good_policy_is_summed_up_with_its_revision()
    {
        var path = SitePolicy.Write(_directory, "policy.yaml");

        var run = await CommandRun.OfAsync("check", "--policy", path);

        Assert.Equal(0, run.Code);
        Assert.Matches("0 errors, [0-9]+ warnings?; revision [0-9a-f]{12}, 2 listeners, 4 rules\n$", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Connectors_are_summed_up_one_a_line()
    {
        var path = MailSitePolicy.Write(_directory, "policy.yaml");

        var run = await CommandRun.OfAsync("check", "--policy", path);
        var json = await CommandRun.OfAsync("check", "--policy", path, "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains("""
            receives  internet: 203.0.113.11:25; any client; TLS offered; no logon; relay for nobody
            receives  submission: 203.0.113.11:587, 203.0.113.11:465 (TLS); any client; TLS offered; logon required, verified by send connector hub; relay for users who have logged on
            receives  outbound: 10.0.0.2:25; client address set inner; no TLS; no logon; relay for every client it serves
            accepts   example.com
            sends     hub: example.com to 10.0.0.5:25, then 10.0.0.6:25; STARTTLS required, certificate for hub.corp.internal from the connector's trusted roots
            sends     smart host: * to smtp.isp.example:465; TLS from the first byte, certificate for its own name from an authority that the system trusts

            """, run.Output, StringComparison.Ordinal);
        Assert.EndsWith(", 3 receive connectors, 2 send connectors\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("relay for nobody", JsonDocument.Parse(json.Output).RootElement.GetProperty("mail").GetProperty("receiveConnectors")[0].GetProperty("relay").GetString());
    }

    [Fact]
    public async Task Agents_are_summed_up_in_the_order_in_which_they_are_asked()
    {
        var path = _directory.Write("policy.yaml", """
            version: 1
            server: { name: EDGE01, fqdn: mail.example.com }
            acceptedDomains: [{ name: example.com }]
            receiveConnectors: [{ name: internet, listen: [203.0.113.11:25] }]
            sendConnectors: [{ name: hub, domains: ["*"], servers: [10.0.0.5:25] }]
            agents:
              - connectionFilter: { block: [{ addresses: 192.0.2.1 }] }
              - senderFilter: { blocked: [ann@contoso.com], blockedDomainsAndSubdomains: [spam.example], action: stamp }
              - addressRewriting: { entries: [{ internal: "*.example.com", external: example.com, outboundOnly: true }] }
              - recipientFilter: { blocked: [all@example.com], validate: innerServer }
              - edgeRules: { rules: [{ name: mark, then: { prependSubject: X } }, { name: stop, then: { stop: true } }] }
                onError: accept
              - contentFilter: {}
            """);

        var run = await CommandRun.OfAsync("check", "--policy", path);
        var json = await CommandRun.OfAsync("check", "--policy", path, "--json");

        Assert.Contains("""
            judges    connectionFilter; if it fails: mail is deferred
            judges    senderFilter: 1 sender, 2 domains; stamps; if it fails: mail is deferred
            judges    addressRewriting: 1 rewriting, 1 outbound only; if it fails: mail is deferred
            judges    recipientFilter: 1 recipient blocked; the inner server knows recipients; if it fails: mail is deferred
            judges    edgeRules: 2 rules: mark, stop; if it fails: mail is accepted
            judges    contentFilter: deletes from no level, rejects from SCL 7, holds from no level; if it fails: mail is deferred

            """, run.Output, StringComparison.Ordinal);
        Assert.Equal("edgeRules", JsonDocument.Parse(json.Output).RootElement.GetProperty("mail").GetProperty("agents")[4].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Every_error_is_printed_with_its_place()
    {
        var path = _directory.Write("policy.yaml", "version: 1\nlisteners:\n  - { name: a, adress: 127.0.0.1:80, protocol: http }\nrules: []\n");

        var run = await CommandRun.OfAsync("check", "--policy", path);

        Assert.Equal(3, run.Code);
        Assert.Contains($"{path}:3:16: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("'address'", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{path}:4:1: ", run.Output, StringComparison.Ordinal);
        Assert.Matches("policy.yaml: [0-9]+ errors, 0 warnings\n$", run.Output);
    }

    [Fact]
    public async Task Json_has_the_same_diagnostics()
    {
        var path = _directory.Write("policy.yaml", "version: 1\nrules: []\n");

        var run = await CommandRun.OfAsync("check", "--policy", path, "--json");

        Assert.Equal(3, run.Code);
        var report = JsonDocument.Parse(run.Output).RootElement;
        var first = report.GetProperty("diagnostics").EnumerateArray().First(d => d.GetProperty("line").GetInt32() == 2);
        Assert.Equal("error", first.GetProperty("severity").GetString());
        Assert.Equal(1, first.GetProperty("column").GetInt32());
        Assert.True(report.GetProperty("errors").GetInt32() > 0);
    }

    [Fact]
    public async Task A_missing_file_is_a_sentence_and_not_a_stack_trace()
    {
        var run = await CommandRun.OfAsync("check", "--policy", "/nowhere/policy.yaml");

        Assert.Equal(new CommandRun(2, "", "webpublisher: there is no policy file /nowhere/policy.yaml.\n"), run);
    }
}
