using System.Security.Cryptography;
using WebPublisher.Policy.State;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Held;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

public sealed class HeldExchangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    // More than one piece, and none of them full.
    private const int Large = (1024 * 1024 * 2) + 12_345;

    [FactNeedingPostgres]
    public async Task A_message_that_one_node_holds_is_on_the_other_with_its_content_also_when_the_first_is_gone()
    {
        var database = await postgres.NewDatabaseAsync();
        var content = RandomNumberGenerator.GetBytes(Large);
        HeldMessage held;
        await using (var one = new SharingNode(database, "ONE"))
        {
            held = await HoldAsync(one, "2P5Z-K8R0-7XQE-M3WD", content);
            await one.ConnectedAsync();
        }

        await using var other = new SharingNode(database, "OTHER");
        await ArrivedAsync(other, held.Reference);

        var found = await other.Store.Held.FindAsync(held.Reference);
        Assert.Equivalent(held with { Id = found!.Id }, found);
        Assert.Equal(content, await ReadAsync(other, held.Reference));
        Assert.Equal(new HeldTotals(1, Large), other.Store.Held.Totals);
    }

    [FactNeedingPostgres]
    public async Task What_an_inner_server_answers_and_the_end_of_a_message_are_told()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var held = await HoldAsync(one, "R1", "Subject: x\r\n\r\n"u8.ToArray());
        await ArrivedAsync(other, "R1");
        var there = (await other.Store.Held.FindAsync("R1"))!;

        await using (await other.Store.Held.ClaimAsync(there, CancellationToken.None))
        {
            await other.Store.Held.NoteAnswerAsync(there.Id, 0, isReleased: true, "250 taken");
            await other.Store.Held.NoteAnswerAsync(there.Id, 1, isReleased: false, "550 no");
        }

        await using (var claim = await one.Store.Held.ClaimAsync(held, CancellationToken.None))
        {
            // The claim brings what the other node has done, whether it was heard of before or not.
            Assert.Equal([true, false], claim.Message!.Recipients.Select(recipient => recipient.IsReleased));
            Assert.Equal("550 no", claim.Message.Recipients[1].Answer);
            await one.Store.Held.NoteAnswerAsync(held.Id, 1, isReleased: true, "250 taken");
        }

        await SharingNode.UntilAsync(() => other.Store.Held.Totals.Messages == 0);
        await SharingNode.UntilAsync(() => !new HeldFiles(other.Directory).Exists("R1"));
        Assert.Equal(HeldState.Released, (await other.Store.Held.FindAsync("R1"))!.State);
        Assert.Equal(0L, await postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.held_content"));
    }

    [FactNeedingPostgres]
    public async Task Of_two_nodes_that_want_a_message_one_gets_it_and_the_other_learns_what_became_of_it()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var held = await HoldAsync(one, "R1", [1, 2, 3]);
        await one.ConnectedAsync();
        await ArrivedAsync(other, "R1");
        var there = (await other.Store.Held.FindAsync("R1"))!;

        await using (await one.Store.Held.ClaimAsync(held, CancellationToken.None))
        {
            var refused = await Assert.ThrowsAnyAsync<IOException>(() => other.Store.Held.ClaimAsync(there, CancellationToken.None));
            Assert.Equal("it is being decided on elsewhere.", refused.Message);
            await one.Store.Held.RemoveAsync(held.Id);
        }

        await using var late = await other.Store.Held.ClaimAsync(there, CancellationToken.None);
        Assert.Null(late.Message);
        await SharingNode.UntilAsync(() => !new HeldFiles(other.Directory).Exists("R1"));
    }

    [FactNeedingPostgres]
    public async Task Without_the_database_only_a_message_that_no_other_node_knows_can_be_decided_on()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        var told = await HoldAsync(one, "TOLD", [1, 2, 3]);
        await one.ConnectedAsync();

        await postgres.StopAsync();
        try
        {
            await one.DisconnectedAsync();
            var own = await HoldAsync(one, "OWN", [4, 5, 6]);
            var refused = await Assert.ThrowsAnyAsync<IOException>(() => one.Store.Held.ClaimAsync(told, CancellationToken.None));
            Assert.Contains("other nodes know of it", refused.Message, StringComparison.Ordinal);
            await using (var claim = await one.Store.Held.ClaimAsync(own, CancellationToken.None))
            {
                Assert.NotNull(claim.Message);
                await one.Store.Held.NoteAnswerAsync(own.Id, 0, isReleased: true, "250 taken");
                await one.Store.Held.NoteAnswerAsync(own.Id, 1, isReleased: true, "250 taken");
            }
        }
        finally
        {
            await postgres.UpAsync();
        }

        await one.ConnectedAsync();
        await using var other = new SharingNode(database, "OTHER");
        await ArrivedAsync(other, "TOLD");
        await SharingNode.UntilAsync(() => other.Store.Replication.IsConnected);
        Assert.Equal(HeldState.Released, (await other.Store.Held.FindAsync("OWN"))!.State);
    }

    [FactNeedingPostgres]
    public async Task A_message_that_is_being_decided_on_is_not_handed_to_others_meanwhile()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.ConnectedAsync();
        var files = new HeldFiles(one.Directory);
        await WriteAsync(files, "R1", [1, 2, 3]);
        await using (files.OpenAlone("R1"))
        {
            await AddAsync(one, "R1", 3);
            await one.BlockAsync("192.0.2.1");
            await SharingNode.UntilAsync(() => one.Store.Replication.Pending == 1);
            Assert.Equal(0L, await postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.entries WHERE kind = 6"));
        }

        await one.ConnectedAsync();
        Assert.Equal(1L, await postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.entries WHERE kind = 6"));
    }

    [FactNeedingPostgres]
    public async Task A_subject_that_the_database_cannot_hold_keeps_nothing_from_being_told()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await WriteAsync(new HeldFiles(one.Directory), "R1", [1]);
        await AddAsync(one, "R1", 1, "a\0b \ud800 \u0001 'c' \"d\" \\u0000");

        await ArrivedAsync(other, "R1");
        Assert.Equal((await one.Store.Held.FindAsync("R1"))!.Subject, (await other.Store.Held.FindAsync("R1"))!.Subject);
    }

    [FactNeedingPostgres]
    public async Task A_claim_of_a_node_that_has_died_ends_with_its_lease_and_another_releases()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var held = await HoldAsync(one, "R1", [1, 2, 3]);
        await one.ConnectedAsync();
        await ArrivedAsync(other, "R1");
        var there = (await other.Store.Held.FindAsync("R1"))!;

        // Nobody gives it back.
        _ = await one.Store.Held.ClaimAsync(held, CancellationToken.None);
        await one.StopAsync();
        await RefusedAsync(other, there);
        await PassAsync(database, minutes: 12);
        await RefusedAsync(other, there);
        await PassAsync(database, minutes: 3);
        await using (var claim = await other.Store.Held.ClaimAsync(there, CancellationToken.None))
        {
            Assert.Equal([false, false], claim.Message!.Recipients.Select(recipient => recipient.IsReleased));
            await other.Store.Held.NoteAnswerAsync(there.Id, 0, isReleased: true, "250 taken");
            await other.Store.Held.NoteAnswerAsync(there.Id, 1, isReleased: true, "250 taken");
        }

        // The dead one comes back and learns of it.
        one.Start();
        await SharingNode.UntilAsync(() => one.Store.Held.Totals.Messages == 0);
        Assert.Equal(HeldState.Released, (await one.Store.Held.FindAsync("R1"))!.State);
    }

    [FactNeedingPostgres]
    public async Task A_node_that_comes_too_late_does_not_give_back_the_claim_of_another()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var held = await HoldAsync(one, "R1", [1, 2, 3]);
        await one.ConnectedAsync();
        await ArrivedAsync(other, "R1");
        var late = await one.Store.Held.ClaimAsync(held, CancellationToken.None);
        await PassAsync(database, minutes: 15);

        await using (await other.Store.Held.ClaimAsync((await other.Store.Held.FindAsync("R1"))!, CancellationToken.None))
        {
            await late.DisposeAsync();
            await RefusedAsync(one, held);
        }

        await using var again = await one.Store.Held.ClaimAsync(held, CancellationToken.None);
        Assert.NotNull(again.Message);
    }

    [FactNeedingPostgres]
    public async Task Who_has_a_claim_stops_by_himself_a_minute_before_others_may_have_it()
    {
        var (database, time) = (await postgres.NewDatabaseAsync(), new ManualTimeProvider());
        await using var one = new SharingNode(database, "ONE", time);
        var held = await HoldAsync(one, "R1", [1, 2, 3]);
        await one.ConnectedAsync();
        await using var claim = await one.Store.Held.ClaimAsync(held, CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(14) - TimeSpan.FromSeconds(1));
        Assert.False(claim.Ended.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(claim.Ended.IsCancellationRequested);
    }

    private static async Task RefusedAsync(SharingNode node, HeldMessage message)
    {
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => node.Store.Held.ClaimAsync(message, CancellationToken.None));
        Assert.Equal("it is being decided on elsewhere.", refused.Message);
    }

    // Leases run by the database's clock, which no test moves: what it has noted gets older instead.
    private async Task PassAsync(PostgresPolicy database, int minutes) =>
        await postgres.AdministerAsync(database.Database, $"UPDATE webpublisher.claims SET until = until - interval '{minutes} minutes'");

    private static async Task<HeldMessage> HoldAsync(SharingNode node, string reference, byte[] content)
    {
        await WriteAsync(new HeldFiles(node.Directory), reference, content);
        return await AddAsync(node, reference, content.Length);
    }

    private static async Task WriteAsync(HeldFiles files, string reference, byte[] content)
    {
        await using var file = files.Create(reference);
        await file.WriteAsync(content);
        await files.SyncAsync(file, CancellationToken.None);
    }

    private static async Task<HeldMessage> AddAsync(SharingNode node, string reference, long size, string subject = "hello") => (await node.Store.Held.AddAsync(
        new HeldMessage
        {
            Reference = reference,
            Received = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000),
            Connector = "internet",
            Client = "192.0.2.1",
            Sender = "a@example.net",
            MailParameters = "BODY=8BITMIME",
            Recipients = [new HeldRecipient("b@example.com", "NOTIFY=NEVER"), new HeldRecipient("c@example.com")],
            Subject = subject,
            Agent = "content",
            Reason = "Spam",
            Evidence = "9.1",
            Size = size,
        },
        new HeldTotals(1000, long.MaxValue)))!;

    private static Task<TimeSpan> ArrivedAsync(SharingNode node, string reference) => SharingNode.UntilAsync(() => new HeldFiles(node.Directory).Exists(reference));

    private static async Task<byte[]> ReadAsync(SharingNode node, string reference)
    {
        await using var file = new HeldFiles(node.Directory).OpenRead(reference);
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        return content.ToArray();
    }
}
