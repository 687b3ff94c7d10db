using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class ExclusionTextTests : IDisposable
{
    private readonly FirewallFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("q", false, "q=evil", true)]
    [InlineData("q", false, "Q=evil", true)]
    [InlineData("q", false, "qq=evil", false)]
    [InlineData("^a\\.b$", true, "a.b=evil", true)]
    [InlineData("^a\\.b$", true, "axb=evil", false)]
    [InlineData("^(?:a|b),c$", true, "b,c=evil", true)]
    [InlineData("^a/b$", true, "a/b=evil", true)]
    [InlineData("^a\\w{1,3}\\\\$", true, "abc\\=evil", true)]
    [InlineData("^a b$", true, "a+b=evil", true)]
    public async Task A_target_is_excluded_everywhere_and_below_a_path_alike(string selector, bool isPattern, string query, bool isExcluded)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var target = new WafTarget("ARGS", selector, isPattern);
        var policy = _files.Policy("SecRule ARGS \"@contains evil\" \"id:920001,phase:2,deny,tag:'attack-evil'\"");
        WafExclusion[] exclusions =
        [
            new(["920001"], [], [target], []),
            new(["920000-920100"], [], [target], []),
            new([], ["attack-evil"], [target], []),
            new(["920001"], [], [target], [new PathPattern("/x/*")]),
            new(["920000-920100"], [], [target], [new PathPattern("/x/*")]),
            new([], ["attack-evil"], [target], [new PathPattern("/X/y z"), new PathPattern("/x/y")]),
        ];
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy with { FreeText = [target] })));

        Assert.Equal(isExcluded, await PassesAsync(rig, query));
        foreach (var exclusion in exclusions)
        {
            await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy with { Exclusions = [exclusion] })));
            Assert.Equal((exclusion, isExcluded), (exclusion, await PassesAsync(rig, query)));
            Assert.False(await PassesAsync(rig, "other=evil"));
        }
    }

    [Fact]
    public async Task Rules_are_off_everywhere_or_below_a_path()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var policy = _files.Policy("SecRule ARGS \"@contains evil\" \"id:920001,phase:2,deny,tag:'attack-evil'\"");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));

        Assert.False(await PassesAsync(rig, "q=evil"));
        foreach (var exclusion in new WafExclusion[] { new(["920001"], [], [], []), new([], ["attack-evil"], [], []), new(["920000-920010"], [], [], [new PathPattern("/x/y")]), new([], ["attack-evil"], [], [new PathPattern("/x/*")]) })
        {
            await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy with { Exclusions = [exclusion] })));
            Assert.True(await PassesAsync(rig, "q=evil"));
        }

        await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy with { Exclusions = [new(["920001"], [], [], [new PathPattern("/z/*")])] })));
        Assert.False(await PassesAsync(rig, "q=evil"));
    }

    private static async Task<bool> PassesAsync(PublishingRig rig, string query)
    {
        var answer = await rig.AskAsync($"GET /x/%79?{query} HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n");
        await rig.Records.NextAsync();
        return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
    }
}
