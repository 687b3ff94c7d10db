using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Firewall;

public sealed class WafCheckCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Errors_of_all_files_are_told_with_their_places()
    {
        var a = _directory.Write("own/a.conf", "SecRule ARG \"@rx a\" \"id:1,pass\"\n");
        var b = _directory.Write("own/b.conf", "SecAction \"id:2,pass\"\nSecAction \"id:2,pass\"\n");

        var run = await CommandRun.OfAsync("waf", "check", "--rules", _directory.PathOf("own"));

        Assert.Equal(1, run.Code);
        var lines = run.Output.Split('\n');
        Assert.Equal($"{a}:1:9: Unknown variable 'ARG'; did you mean 'ARGS'?", lines[0]);
        Assert.Equal($"{b}:2:12: The rule at {b}:1:12 has the id 2 already.", lines[1]);
        Assert.StartsWith("2 errors; 3 rules in 2 files, compiled in ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_set_has_settings_and_plug_ins_around_its_rules()
    {
        _directory.Write("set/crs-setup.conf", "SecAction \"id:900000,phase:1,pass,nolog,skipAfter:END\"\n");
        _directory.Write("set/rules/b.conf", "SecMarker END\n");
        _directory.Write("set/rules/a.conf", "SecRule ARGS \"@rx a\" \"id:1,phase:2,pass\"\n");
        _directory.Write("set/plugins/x-after.conf", "SecRuleRemoveById 1\n");
        _directory.Write("set/plugins/x-before.conf", "SecAction \"id:2,phase:1,pass\"\n");

        var run = await CommandRun.OfAsync("waf", "check", "--rules", _directory.PathOf("set"), "--json");

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, 5, 3), (run.Code, report.GetProperty("files").GetInt32(), report.GetProperty("rules").GetInt32()));
    }

    [Fact]
    public async Task A_path_that_is_not_there_or_holds_no_rules_is_a_usage_error()
    {
        Assert.Equal(2, (await CommandRun.OfAsync("waf", "check", "--rules", _directory.PathOf("none"))).Code);
        _directory.Write("empty/readme", "");
        var run = await CommandRun.OfAsync("waf", "check", "--rules", _directory.PathOf("empty"));
        Assert.Equal(2, run.Code);
        Assert.Contains("there are no rules, *.conf, in", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.OfAsync("waf", "check")).Code);
    }

    [Fact]
    public async Task The_rules_that_Debian_installs_can_be_used()
    {
        var run = await CommandRun.OfAsync("waf", "check", "--rules", "/usr/share/modsecurity-crs");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("0 errors; ", run.Output, StringComparison.Ordinal);
    }
}
