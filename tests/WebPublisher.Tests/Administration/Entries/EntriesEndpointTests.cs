using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Held;
using WebPublisher.State.Logons;

namespace WebPublisher.Tests.Administration.Entries;

// Its server makes activities listened to.
[Collection("activities")]
public sealed class EntriesEndpointTests
{
    private const string Subject = "</script><b>\u202ewin\"";

    [Fact]
    public async Task Held_mail_is_listed_and_shown_with_what_a_stranger_wrote_as_text()
    {
        await using var server = await ObservedServer.StartAsync(HoldAsync);

        var entry = Assert.Single(await server.GetAsync("/api/held", AdministrationJson.Default.ImmutableArrayHeldEntry));
        Assert.Equal((1, "REF-1", "held", Subject, "contentFilter"), (entry.Id, entry.Reference, entry.State, entry.Subject, entry.By));
        Assert.Equal("bob@example.com", Assert.Single(entry.Recipients));
        Assert.Equal("bob@example.com", Assert.Single(entry.Envelope).Address);
        Assert.Empty(await server.GetAsync("/api/held?before=1", AdministrationJson.Default.ImmutableArrayHeldEntry));
        Assert.Single(await server.GetAsync("/api/held?before=2", AdministrationJson.Default.ImmutableArrayHeldEntry));
        Assert.Equal((HttpStatusCode.BadRequest, "before is no number of a message."), await server.GetProblemAsync("/api/held?before=x"));

        var detail = await server.GetAsync("/api/held/REF-1", AdministrationJson.Default.HeldDetail);
        Assert.Equal(entry.Id, detail.Message.Id);
        Assert.Equal(["Subject: <b>\u0007</b>", "Content-Type: text/html"], detail.Content!.Header);
        Assert.Equal("text/html", Assert.Single(detail.Content.Parts).Type);
        Assert.Null(detail.Problem);

        File.Delete(Assert.Single(Directory.GetFiles(Path.Combine(server.State, "held"))));
        var gone = await server.GetAsync("/api/held/1", AdministrationJson.Default.HeldDetail);
        Assert.Null(gone.Content);
        Assert.StartsWith("its content cannot be read: ", gone.Problem, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "no message is held as '99'."), await server.GetProblemAsync("/api/held/99"));
    }

    [Fact]
    public async Task Locks_and_reputations_are_listed_the_worst_first()
    {
        await using var server = await ObservedServer.StartAsync(async (_, state) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            state.LogonLocks.TryAdd(new LogonLock(0, 12, LogonLockKind.Network, 0, "198.51.100.0/24", 20, now, now.AddHours(1)));
            state.Reputations.Note(IPAddress.Parse("192.0.2.1"), profile => profile with { Messages = 100, SclSum = 100 });
            state.Reputations.Note(IPAddress.Parse("2001:db8::1"), profile => profile with { Messages = 100, SclSum = 900 });
            await state.LogonLocks.FlushAsync();
        });

        var entry = Assert.Single(await server.GetAsync("/api/logons", AdministrationJson.Default.ImmutableArrayLogonLockEntry));
        Assert.Equal((1, "network", null, "198.51.100.0/24", 20), (entry.Id, entry.Kind, entry.User, entry.Network, entry.Failures));
        Assert.Empty(await server.GetAsync("/api/logons?user=ann", AdministrationJson.Default.ImmutableArrayLogonLockEntry));
        var reputations = await server.GetAsync("/api/reputations", AdministrationJson.Default.ImmutableArrayReputationEntry);
        Assert.Equal([("2001:db8::1", 8, 9.0), ("192.0.2.1", 0, 1.0)], reputations.Select(reputation => (reputation.Client, reputation.Level, reputation.AverageScl)));
        var status = await server.GetAsync("/api/status", AdministrationJson.Default.ServerStatus);
        Assert.Equal((1, 2), (status.Store.LogonLocks, status.Store.Reputations));
    }

    private static async Task HoldAsync(string directory, StateStore state)
    {
        var store = new HoldStore(directory, state.Held, HoldPolicy.Default, TimeProvider.System, NullLogger.Instance);
        using var content = new MemoryStream(Encoding.ASCII.GetBytes("Subject: <b>\u0007</b>\r\nContent-Type: text/html\r\n\r\n<p>text</p>\r\n"));
        var message = new HeldMessage
        {
            Reference = "REF-1",
            Received = TimeProvider.System.GetUtcNow(),
            Connector = "internet",
            Client = "192.0.2.1",
            Sender = "ann@example.org",
            Recipients = [new HeldRecipient("bob@example.com")],
            Subject = Subject,
            Agent = "contentFilter",
            Reason = "SCL",
            Evidence = "7",
            Size = 0,
        };
        Assert.NotNull(await store.KeepAsync(message, ReadOnlyMemory<byte>.Empty, content, CancellationToken.None));
    }
}
