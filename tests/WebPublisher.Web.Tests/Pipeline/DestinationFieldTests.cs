using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class DestinationFieldTests
{
    [Theory]
    [InlineData("http://mail.example.test/webmail/b", "http://mail.example.test/mail/b")]
    [InlineData("http://MAIL.example.test:80/webmail/b%20c?d", "http://mail.example.test/mail/b%20c?d")]
    [InlineData("https://mail.example.test/webmail/./x/../b", "http://mail.example.test/mail/b")]
    [InlineData("/webmail/b", "http://mail.example.test/mail/b")]
    public async Task The_front_end_gets_the_form_that_was_judged(string destination, string inner)
    {
        await using var frontEnd = RawFrontEnd.Answering("moved");
        await using var rig = await PublishingRig.StartAsync(Rule(frontEnd, action => action));

        await rig.AskAsync(Move(destination));

        Assert.Contains($"\r\nDestination: {inner}\r\n", frontEnd.Requests.Single());
        Assert.StartsWith("MOVE /mail/a ", frontEnd.Requests.Single());
    }

    [Fact]
    public async Task A_front_end_that_is_asked_by_its_own_name_finds_it_in_every_url()
    {
        await using var frontEnd = RawFrontEnd.Answering("moved");
        await using var rig = await PublishingRig.StartAsync(Rule(frontEnd, action => action with { SendOriginalHost = false }));

        await rig.AskAsync(Move("http://mail.example.test/webmail/b", "Origin: http://mail.example.test\r\nReferer: http://mail.example.test/webmail/list?q=/webmail/\r\nIf: <http://mail.example.test/webmail/b> (<urn:uuid:1> [\"e\"]) <http://other.test/>\r\n"));

        var request = frontEnd.Requests.Single();
        Assert.Contains($"\r\nDestination: http://{frontEnd.Authority}/mail/b\r\n", request);
        Assert.Contains($"\r\nOrigin: http://{frontEnd.Authority}\r\n", request);
        Assert.Contains($"\r\nReferer: http://{frontEnd.Authority}/mail/list?q=/webmail/\r\n", request);
        Assert.Contains($"\r\nIf: <http://{frontEnd.Authority}/mail/b> (<urn:uuid:1> [\"e\"]) <http://other.test/>\r\n", request);
    }

    [Fact]
    public async Task Urls_of_others_stay_theirs()
    {
        await using var frontEnd = RawFrontEnd.Answering("moved");
        await using var rig = await PublishingRig.StartAsync(Rule(frontEnd, action => action with { SendOriginalHost = false }));

        await rig.AskAsync("POST /webmail/ HTTP/1.1\r\nHost: mail.example.test\r\nOrigin: null\r\nReferer: http://mail.example.test.evil.test/webmail/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await rig.AskAsync("POST /webmail/ HTTP/1.1\r\nHost: mail.example.test\r\nOrigin: https://mail.example.test\r\nReferer: http://mail.example.test:8080/webmail/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.Contains("\r\nOrigin: null\r\n", frontEnd.Requests.First());
        Assert.Contains("\r\nReferer: http://mail.example.test.evil.test/webmail/\r\n", frontEnd.Requests.First());
        Assert.Contains("\r\nOrigin: https://mail.example.test\r\n", frontEnd.Requests.Last());
        Assert.Contains("\r\nReferer: http://mail.example.test:8080/webmail/\r\n", frontEnd.Requests.Last());
    }

    [Theory]
    [InlineData("http://mail.example.test/ecp/b", DenialReason.NotPublished)]
    [InlineData("http://mail.example.test/webmail/..%2fecp/b", DenialReason.InvalidHeader)]
    [InlineData("http://mail.example.test/webmail/../ecp/b", DenialReason.NotPublished)]
    [InlineData("http://mail.example.test/webmail/%252e%252e/b", DenialReason.InvalidHeader)]
    [InlineData("http://inner.example.test/webmail/b", DenialReason.ForeignUrl)]
    [InlineData("http://mail.example.test@evil.test/webmail/b", DenialReason.InvalidHeader)]
    [InlineData("//evil.test/webmail/b", DenialReason.InvalidHeader)]
    [InlineData("file:///etc/passwd", DenialReason.InvalidHeader)]
    [InlineData("webmail/b", DenialReason.InvalidHeader)]
    [InlineData("", DenialReason.InvalidHeader)]
    [InlineData("/webmail/b\r\nDestination: /webmail/c", DenialReason.InvalidHeader)]
    public async Task What_could_not_be_asked_for_is_no_destination(string destination, DenialReason reason)
    {
        await using var frontEnd = RawFrontEnd.Answering("moved");
        await using var rig = await PublishingRig.StartAsync(Rule(frontEnd, action => action));

        await rig.AskAsync(Move(destination));

        Assert.Empty(frontEnd.Requests);
        Assert.Equal(reason, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Fact]
    public async Task The_filter_judges_a_destination_as_it_judges_a_target()
    {
        await using var frontEnd = RawFrontEnd.Answering("moved");
        var filter = new HttpFilterPolicy { Extensions = new FilterExtensions(allowed: null, [".exe"]) };
        await using var rig = await PublishingRig.StartAsync(Rule(frontEnd, action => action with { Sections = [PublishSection.Whole with { HttpFilter = filter }] }));

        await rig.AskAsync(Move("/webmail/a.exe"));
        await rig.AskAsync(Move("/webmail/a.txt"));

        Assert.Single(frontEnd.Requests);
        Assert.Equal(DenialReason.RejectedByFilter, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    private static string Move(string destination, string fields = "") =>
        $"MOVE /webmail/a HTTP/1.1\r\nHost: mail.example.test\r\nDestination: {destination}\r\n{fields}Connection: close\r\n\r\n";

    private static PublishingRule Rule(RawFrontEnd frontEnd, Func<PublishAction, PublishAction> change) => PublishingRig.Rule(frontEnd, "/webmail/*") with
    {
        Action = change(TestPolicy.Publish(TestPolicy.NewFarm(frontEnd.Authority), Policy.Rules.Bridging.Http) with { PathMapping = new PathMapping("/webmail/", "/mail/") }),
    };
}
