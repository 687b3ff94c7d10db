using System.Globalization;
using System.Net;
using System.Text.Json;
using WebPublisher.Administration.Live;
using WebPublisher.Administration.Model;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Tests.Administration.Live;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class EventsEndpointTests
{
    [Fact]
    public async Task The_status_comes_at_once_and_decisions_as_they_are_made()
    {
        await using var server = await ObservedServer.StartAsync();
        using var events = await server.ListenAsync();
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (events.Status, events.MediaType));
        Assert.Equal("EDGE01", Read(await events.NextAsync(), "status", AdministrationJson.Default.ServerStatus).Node);

        await server.VisitAsync("elsewhere.example", "/admin?token=s3cret");

        var decision = JsonSerializer.Deserialize((await events.NextAsync("decision"))!, AdministrationJson.Default.Decision)!;
        Assert.Equal(("refused", "GET http://elsewhere.example/admin?token=*"), (decision.Outcome, decision.What));
        var requests = 0L;
        while (requests == 0)
        {
            var traffic = JsonSerializer.Deserialize((await events.NextAsync("traffic"))!, AdministrationJson.Default.Traffic)!;
            Assert.InRange(traffic.Seconds.Length, 1, 30);
            requests = traffic.Seconds.Sum(second => second.Requests);
        }

        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_reload_and_changes_of_the_state_are_told_with_the_status_that_they_make()
    {
        await using var server = await ObservedServer.StartAsync();
        using var events = await server.ListenAsync("?decisions=none");
        await events.NextAsync("status");

        server.WritePolicy("trustedRoot: {}");
        await server.Publisher.ReloadAsync();
        var reload = JsonSerializer.Deserialize((await events.NextAsync("reload"))!, AdministrationJson.Default.ReloadStatus)!;
        Assert.Equal("rejected", reload.Outcome);

        // Another process, as a command is one.
        await using (var state = StateStore.Open(new StateOptions { Directory = server.State }))
        {
            var address = IPAddress.Parse("198.51.100.7");
            await state.Addresses.AddAsync(AddressListKind.Block, new AddressRange(address, address), expires: null, comment: null, EntryOrigin.Operator);
        }

        Assert.Equal("addresses", await events.NextAsync("changed"));
        var status = JsonSerializer.Deserialize((await events.NextAsync("status"))!, AdministrationJson.Default.ServerStatus)!;
        Assert.Equal((1, 2), (status.Store.Blocked, status.Policy.History.Length));
    }

    [Fact]
    public async Task So_many_may_read_and_no_more()
    {
        await using var server = await ObservedServer.StartAsync();
        var readers = new List<EventStream>();
        try
        {
            for (var i = 0; i < EventsEndpoint.MaximumReaders; i++)
            {
                readers.Add(await server.ListenAsync("?decisions=none"));
                Assert.Equal(HttpStatusCode.OK, readers[^1].Status);
            }

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "There are 32 readers of events already."), await server.GetProblemAsync("/api/events"));

            // The place of one who leaves is free when the server has noticed.
            readers[0].Dispose();
            await ObservedServer.SoonAsync(
                async () =>
                {
                    using var another = await server.ListenAsync();
                    return another.Status;
                },
                status => status == HttpStatusCode.OK);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    [Fact]
    public async Task Readers_do_not_keep_a_server_from_stopping_and_their_streams_end()
    {
        var server = await ObservedServer.StartAsync();
        using var events = await server.ListenAsync("?decisions=all");
        await events.NextAsync("status");

        var began = TimeProvider.System.GetTimestamp();
        await server.DisposeAsync();
        var took = TimeProvider.System.GetElapsedTime(began);

        Assert.Null(await events.NextAsync("never"));
        Assert.True(took < TimeSpan.FromSeconds(20), string.Create(CultureInfo.InvariantCulture, $"took {took.TotalSeconds} s"));
    }

    [Fact]
    public async Task What_has_no_meaning_is_refused()
    {
        await using var server = await ObservedServer.StartAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "decisions is all, refused or none."), await server.GetProblemAsync("/api/events?decisions=some"));
    }

    private static T Read<T>((string Name, string Data)? next, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        Assert.Equal(name, next?.Name);
        return JsonSerializer.Deserialize(next!.Value.Data, type)!;
    }
}
