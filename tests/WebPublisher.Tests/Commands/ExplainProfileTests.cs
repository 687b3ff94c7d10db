using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Policy.Profiles;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class ExplainProfileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Profiles => [.. ProfileCatalog.Names];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void There_is_a_profile_for_each_kind_of_webmail() => Assert.Equal(["exchange", "grommunio", "roundcube", "sogo", "zimbra"], ProfileCatalog.Names);

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_profile_is_told_key_by_key_with_origins_and_defaults(string profile)
    {
        var run = await CommandRun.OfAsync("explain", "--profile", profile);

        Assert.Equal(0, run.Code);
        Assert.StartsWith($"profile {profile}: ", run.Output, StringComparison.Ordinal);
        foreach (var section in ProfileCatalog.Find(profile)!.Sections)
        {
            Assert.Contains($"\nsection {section.Name.Value}\n", run.Output, StringComparison.Ordinal);
        }

        Assert.Matches($@"  httpFilter\.methods\.allow +\[.*POST.*\] +\(profile\) {profile}\.yaml:\d+:\d+\n", run.Output);
        Assert.Matches(@"  rateLimits +\(no limits\) +default\n", run.Output);
        Assert.Matches(@"  httpFilter\.maxHeaders +32KB +", run.Output);
    }

    [Fact]
    public async Task One_section_can_be_asked_for()
    {
        var run = await CommandRun.OfAsync("explain", "--profile", "exchange", "--section", "activesync");

        Assert.Single(Regex.Matches(run.Output, "^section ", RegexOptions.Multiline));
        Assert.Matches(@"  maxRequestBody +36MB +\(profile\) exchange\.yaml:", run.Output);
        Assert.Matches(@"  limits\.responseTimeout +65m +\(profile\) exchange\.yaml:", run.Output);
        Assert.Matches(@"  limits\.rateGrace +5s +default", run.Output);
        Assert.Contains("proxyShell", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_told_with_its_overrides_and_where_they_stand()
    {
        var policy = WritePolicy("profile: roundcube, maxRequestBody: 50MB, sections: { webmail: { httpFilter: { maxUrl: 4KB } }, files: { paths: [/files/*], virtualPatches: { report: [scanner] } } }");

        var run = await CommandRun.OfAsync("explain", "--rule", "Site", "--policy", policy);
        var json = await CommandRun.OfAsync("explain", "--rule", "Site", "--section", "webmail", "--policy", policy, "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains($"rule 'Site'  [{policy}:8:5], profile roundcube\n", run.Output, StringComparison.Ordinal);
        Assert.Matches($@"  maxRequestBody +50MB +{Regex.Escape(policy)}:8:\d+\n", run.Output);
        Assert.Matches($@"  httpFilter\.maxUrl +4KB +{Regex.Escape(policy)}:8:\d+\n", run.Output);
        Assert.Matches(@"  httpFilter\.maxQuery +4KB +\(profile\) roundcube\.yaml:\d+:\d+\n", run.Output);
        Assert.Matches(@"  patches that report +scanner\n", run.Output);
        var section = Assert.Single(JsonDocument.Parse(json.Output).RootElement.EnumerateArray());
        Assert.Equal("webmail", section.GetProperty("section").GetString());
        Assert.Contains(section.GetProperty("keys").EnumerateArray(), k => k.GetProperty("key").GetString() == "maxRequestBody" && k.GetProperty("value").GetString() == "50MB");
        Assert.Contains(section.GetProperty("blocks").EnumerateArray(), b => b.GetString() == "roundcubeFrom");
    }

    [Theory]
    [InlineData("there is no profile exchnage; there are exchange, grommunio, roundcube, sogo, zimbra.", "--profile", "exchnage")]
    [InlineData("profile sogo has no section 'owa'; it has logon, dav, activesync, discovery, web.", "--profile", "sogo", "--section", "owa")]
    [InlineData("the policy has no rule 'x'; it has 'Site', 'Default rule'.", "--rule", "x")]
    [InlineData("the rule 'Default rule' publishes nothing.", "--rule", "Default rule")]
    [InlineData("Name a URL, the number of a refusal or a message, or SMTP commands behind --smtp, or use --profile or --rule.", "https://mail.example.com/", "--profile", "sogo")]
    [InlineData("--from has no meaning for a profile.", "--profile", "sogo", "--from", "192.0.2.1")]
    public async Task What_does_not_exist_is_said(string error, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["explain", .. arguments, "--policy", WritePolicy("profile: roundcube")]);

        Assert.NotEqual(0, run.Code);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    private string WritePolicy(string keys) => _directory.Write("policy.yaml", $$"""
        version: 1
        server: { name: EDGE01 }
        listeners:
          - { name: http, address: 127.0.0.1:8080, protocol: http }
        frontEnds:
          farm: { servers: [webmail.example:443] }
        publishingRules:
          - { name: Site, action: publish, to: farm, requireSecureChannel: false, {{keys}} }

        """);
}
