using System.Net;
using System.Text.RegularExpressions;
using WebPublisher.Administration.Model;

namespace WebPublisher.Tests.Administration.Explanations;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class ExplainEndpointTests
{
    [Fact]
    public async Task A_refusal_is_explained_as_soon_as_its_number_is_known()
    {
        await using var server = await ObservedServer.StartAsync();
        await server.VisitAsync("elsewhere.example", "/first");
        var (status, page) = await server.VisitAsync("elsewhere.example", "/admin?token=s3cret");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        var number = Regex.Match(page, "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}").Value;

        // A visitor has the page before the record is written at the end of the request. The one before has the log pause before it writes again.
        await ObservedServer.SoonAsync(() => server.GetAsync("/api/decisions", AdministrationJson.Default.ImmutableArrayDecision), decisions => decisions.Length == 2);
        var explanation = await server.GetAsync($"/api/explain/{number.ToLowerInvariant()}", AdministrationJson.Default.Explanation);

        Assert.Equal(number, explanation.Reference);
        Assert.StartsWith($"Request {number}: Denied, on EDGE01, ", explanation.Text, StringComparison.Ordinal);
        Assert.Contains("\n  reason     NotPublished", explanation.Text, StringComparison.Ordinal);
        Assert.Contains("\n  request    GET http://elsewhere.example/admin?token=* HTTP/1.1\n", explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_was_not_refused_the_little_is_told_that_is_remembered()
    {
        await using var server = await ObservedServer.StartAsync();
        await server.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: QUIT\nS: 221\nS: (closed)");
        var decisions = await ObservedServer.SoonAsync(() => server.GetAsync("/api/decisions", AdministrationJson.Default.ImmutableArrayDecision), decisions => decisions.Length == 1);

        var explanation = await server.GetAsync($"/api/explain/{decisions[0].Reference}", AdministrationJson.Default.Explanation);

        Assert.StartsWith($"Session {decisions[0].Reference}: served, ", explanation.Text, StringComparison.Ordinal);
        Assert.Contains("\n  what       session of c.example at internet\n", explanation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_nothing_is_known_of_and_what_is_no_number_are_told_apart()
    {
        await using var server = await ObservedServer.StartAsync();

        var (status, problem) = await server.GetProblemAsync("/api/explain/2P5Z-K8R0-7XQE-M3WD");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.StartsWith("nothing is kept under 2P5Z-K8R0-7XQE-M3WD", problem, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "'policy.yaml' is not the number of a refusal."), await server.GetProblemAsync("/api/explain/policy.yaml"));
    }
}
