using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.VirtualPatches;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.VirtualPatches;

public sealed class PatchSetTests
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    [Theory]
    [InlineData("GET /?x=%3Cscript%3E HTTP/1.1\r\n", "markupInQuery (CWE-79): query parameter 'x'")]
    [InlineData("GET / HTTP/1.1\r\nUser-Agent: sqlmap/1.7\r\n", "scanner (CWE-200): field User-Agent")]
    [InlineData("GET / HTTP/1.1\r\nX-A: ${jndi:ldap://x}\r\n", "log4Shell (CVE-2021-44228 CVE-2021-45046): field X-A")]
    [InlineData("GET /installer/ HTTP/1.1\r\n", "roundcubeInside (CWE-538): the path")]
    [InlineData("GET /a/?_skin=../b HTTP/1.1\r\n", "roundcubeSkin (CVE-2015-8770): query parameter '_skin'")]
    public async Task An_attack_in_the_head_is_refused(string head, string detail)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Patched(frontEnd));

        var answer = await rig.AskAsync($"{head}{Head}\r\n");

        var denial = (await rig.Records.NextAsync()).Denial;
        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(detail.Split(' ')[0], answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((DenialReason.VirtualPatch, 12217, detail, 0), (denial!.Reason, denial.Code, denial.Detail, frontEnd.Connections));
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\n_user=a%0ab&_pass=pw", "roundcubeUser (CWE-117): form field '_user'")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n_user=a%\r\n4\r\n0ab&\r\n0\r\n\r\n", "roundcubeUser (CWE-117): form field '_user'")]
    [InlineData("Content-Type: text/xml\r\nContent-Length: 19\r\n\r\n<!DOCTYPE a [ ]><a>", "externalEntity (CWE-611 CVE-2019-9670): the body")]
    [InlineData("Content-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", "the body: its coding cannot be looked through")]
    public async Task An_attack_in_the_body_is_refused(string body, string detail)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Patched(frontEnd));

        var answer = await rig.AskAsync($"POST /?_task=login HTTP/1.1\r\n{Head}{body}");

        var denial = (await rig.Records.NextAsync()).Denial;
        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Equal((DenialReason.VirtualPatch, detail, 0), (denial?.Reason, denial?.Detail, frontEnd.Connections));
    }

    [Fact]
    public async Task A_body_that_was_looked_at_is_forwarded_as_it_came()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Patched(frontEnd));
        var body = $"_task=mail&_action=send&_message={string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i:00000}+"))}";

        await rig.AskAsync($"POST /?_task=mail HTTP/1.1\r\n{Head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.EndsWith($"\r\n\r\n{body}", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_nothing_is_about_is_not_waited_for()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nearly");
        });
        await using var rig = await PublishingRig.StartAsync(Patched(frontEnd));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\n{Head}Content-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\nfirst"));

        Assert.EndsWith("early", await PublishingRig.ReadToEndAsync(client.GetStream()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_longer_than_the_section_takes_is_too_large()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var rule = Patched(frontEnd);
        var publish = (PublishAction)rule.Action;
        await using var rig = await PublishingRig.StartAsync(rule with { Action = publish with { Sections = [publish.Sections[0] with { MaximumRequestBody = 10 }] } });

        var answer = await rig.AskAsync($"POST / HTTP/1.1\r\n{Head}Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n01234567890123456789\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_policy_only_reports_is_forwarded_and_told()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Patched(frontEnd, reports: true));

        var answer = await rig.AskAsync($"GET /installer/?x=%3Cscript%3E HTTP/1.1\r\n{Head}\r\n");

        var record = await rig.Records.NextAsync();
        Assert.EndsWith("hello", answer, StringComparison.Ordinal);
        Assert.Equal(PublishingDecision.Forwarded, record.Decision);
        Assert.Equal("markupInQuery (CWE-79): query parameter 'x'; roundcubeInside (CWE-538): the path", record.Reported);
    }

    [Fact]
    public async Task Paths_are_judged_as_the_front_end_is_asked_for_them()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var rule = Patched(frontEnd);
        await using var rig = await PublishingRig.StartAsync(rule with { Action = (PublishAction)rule.Action with { PathMapping = new PathMapping("/config/", "/roundcube/") } });

        Assert.EndsWith("hello", await rig.AskAsync($"GET /config/skins/x.css HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await rig.AskAsync($"GET /config/installer/ HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
    }

    private static PublishingRule Patched(RawFrontEnd frontEnd, bool reports = false)
    {
        var rule = PublishingRig.Rule(frontEnd);
        var patches = VirtualPatchCatalogue.All.Where(p => p.EverySite || p.Product == PatchedProduct.Roundcube);
        var section = PublishSection.Whole with { VirtualPatches = reports ? new VirtualPatchPolicy([], [.. patches]) : new VirtualPatchPolicy([.. patches], []) };
        return rule with { Action = (PublishAction)rule.Action with { Sections = [section] } };
    }
}
