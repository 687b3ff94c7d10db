using System.Net;
using WebPublisher.Administration.Model;

namespace WebPublisher.Tests.Administration.Journal;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class DecisionsEndpointTests
{
    [Fact]
    public async Task A_message_that_got_no_recipient_is_told_by_its_sender_alone()
    {
        await using var server = await ObservedServer.StartAsync();
        await server.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: QUIT\nS: 221\nS: (closed)");

        var decisions = await ObservedServer.SoonAsync(
            () => server.GetAsync("/api/decisions?kind=message", AdministrationJson.Default.ImmutableArrayDecision), static decisions => decisions.Length == 1);

        Assert.Equal("<ann@client.example>", decisions[0].What);
    }

    [Fact]
    public async Task What_both_halves_decide_is_told_and_counted()
    {
        await using var server = await ObservedServer.StartAsync();
        await server.VisitAsync("elsewhere.example", "/admin?token=s3cret");
        await server.VisitAsync("mail.example.com", "/owa/");
        await server.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<ceo@example.com>\nS: 550\nC: QUIT\nS: 221\nS: (closed)");

        var decisions = await ObservedServer.SoonAsync(() => server.GetAsync("/api/decisions", AdministrationJson.Default.ImmutableArrayDecision), decisions => decisions.Length == 4);

        var session = Assert.Single(decisions, decision => decision.Kind == "session");
        Assert.Equal(("refused", "127.0.0.1", "session of c.example at internet"), (session.Outcome, session.Client, session.What));
        var message = Assert.Single(decisions, decision => decision.Kind == "message");
        Assert.Equal(("refused", "<ann@client.example> to <ceo@example.com>", "recipientFilter", "BlockedRecipient"), (message.Outcome, message.What, message.By, message.Reason));
        Assert.StartsWith("550 5.1.1", message.Answer, StringComparison.Ordinal);
        Assert.Equal(
            [("failed", "GET http://mail.example.com/owa/", "Site", "FrontEndUnreachable", "502"), ("refused", "GET http://elsewhere.example/admin?token=*", "Default rule", "NotPublished", "403")],
            decisions.Where(decision => decision.Kind == "request").Select(decision => (decision.Outcome, decision.What, decision.By, decision.Reason, decision.Answer)));

        Assert.Equal("Site", Assert.Single(await server.GetAsync("/api/decisions?kind=request&by=site&client=127.0.0.1", AdministrationJson.Default.ImmutableArrayDecision)).By);
        Assert.Single(await server.GetAsync("/api/decisions?limit=1", AdministrationJson.Default.ImmutableArrayDecision));
        Assert.Equal((HttpStatusCode.BadRequest, "limit is a number from 1 to 2000."), await server.GetProblemAsync("/api/decisions?limit=x"));

        var traffic = await ObservedServer.SoonAsync(() => server.GetAsync("/api/traffic", AdministrationJson.Default.Traffic), traffic => traffic.Seconds.Sum(second => second.Messages) == 1);
        Assert.Equal((2, 1, 1), (traffic.Seconds.Sum(second => second.Requests), traffic.Seconds.Sum(second => second.RequestsRefused), traffic.Seconds.Sum(second => second.RequestsFailed)));
        Assert.Equal(["Default rule", "Site"], traffic.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal));
        Assert.Equal(new DecisionCount("recipientFilter reject", "smtp", 0, 1, 0), Assert.Single(traffic.Agents));
        Assert.Equal(new DecisionCount("127.0.0.1", null, 0, 2, 1), Assert.Single(traffic.Clients));
    }
}
