using WebPublisher.Administration.Model;

namespace WebPublisher.Tests.Administration.Status;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class StatusEndpointTests
{
    [Fact]
    public async Task All_that_runs_is_told()
    {
        await using var server = await ObservedServer.StartAsync();

        var status = await server.GetAsync("/api/status", AdministrationJson.Default.ServerStatus);

        Assert.Equal(("EDGE01", "running", "web, smtp"), (status.Node, status.Phase, string.Join(", ", status.Halves)));
        Assert.Equal((server.Publisher.Policy.Revision, "applied"), (status.Policy.Revision, Assert.Single(status.Policy.History).Outcome));
        Assert.Equal(
            [new("plain", "listener", $"{server.Publisher.EndPoints["plain"]}", "http", 0), new("internet", "receiveConnector", $"{server.Publisher.MailEndPoints[0].Address}", "smtp", 0)],
            status.Listeners.AsEnumerable());
        Assert.Equal(new InnerServerStatus("127.0.0.1:9", Available: true, Detail: null), Assert.Single(Assert.Single(status.Farms).Servers));
        Assert.Equal(("hub", true), (Assert.Single(status.SendConnectors).Name, status.SendConnectors[0].Servers[0].Available));
        Assert.Equal(("sqlite", true, 0L, 0), (status.Store.Kind, status.Store.Connected, status.Store.Pending, status.Store.Blocked));
        Assert.Equal("off", status.Ipsec.State);
        Assert.Equal(Environment.ProcessId, status.Process.Id);
        Assert.InRange(status.Process.WorkingSet, 1 << 20, long.MaxValue);
        Assert.True(status.Readiness.PolicyInForce);
    }

    [Fact]
    public async Task A_front_end_and_an_inner_mail_server_that_cannot_be_reached_are_told_with_the_reason()
    {
        await using var server = await ObservedServer.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await server.VisitAsync("mail.example.com", "/owa/");
            await server.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 451\nC: QUIT\nS: 221\nS: (closed)");
        }

        var status = await ObservedServer.SoonAsync(
            () => server.GetAsync("/api/status", AdministrationJson.Default.ServerStatus), status => !status.Farms[0].Servers[0].Available && !status.SendConnectors[0].Servers[0].Available);

        Assert.Contains("refused", status.Farms[0].Servers[0].Detail, StringComparison.Ordinal);
        Assert.StartsWith("it rests after failures: ", status.SendConnectors[0].Servers[0].Detail, StringComparison.Ordinal);
    }
}
