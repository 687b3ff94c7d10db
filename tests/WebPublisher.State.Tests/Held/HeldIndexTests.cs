using WebPublisher.Policy.Tests;
using WebPublisher.State.Held;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Held;

public sealed class HeldIndexTests : IDisposable
{
    private static readonly HeldTotals Limits = new(10, 1000);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_message_is_found_by_number_and_by_reference_after_a_restart()
    {
        var message = Message("AAAA-0001");
        await using (var store = TestState.Open(_directory, _time))
        {
            message = (await store.Held.AddAsync(message, Limits))!;
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.Equal(new HeldTotals(1, 100), again.Held.Totals);
        foreach (var found in new[] { await again.Held.FindAsync($"{message.Id}"), await again.Held.FindAsync("AAAA-0001"), Assert.Single(await again.Held.ListAsync()) })
        {
            Assert.Equal(message.Recipients.AsEnumerable(), found!.Recipients);
            Assert.Equal(message, found with { Recipients = message.Recipients });
        }

        Assert.Null(await again.Held.FindAsync("2"));
        Assert.Null(await again.Held.FindAsync($"{message.Id}x"));
    }

    [Fact]
    public async Task There_is_room_for_so_many_messages_and_bytes()
    {
        await using var store = StateStore.InMemory(_time);
        Assert.NotNull(await store.Held.AddAsync(Message("1") with { Size = 600 }, Limits));
        Assert.Null(await store.Held.AddAsync(Message("2") with { Size = 401 }, Limits));
        Assert.NotNull(await store.Held.AddAsync(Message("3") with { Size = 400 }, Limits));
        Assert.Null(await store.Held.AddAsync(Message("4") with { Size = 0 }, new HeldTotals(2, 5000)));
        Assert.Equal(new HeldTotals(2, 1000), store.Held.Totals);
    }

    [Fact]
    public async Task A_message_is_released_with_its_last_recipient_and_makes_room()
    {
        await using var store = StateStore.InMemory(_time);
        var message = (await store.Held.AddAsync(Message("1"), Limits))!;

        await store.Held.NoteAnswerAsync(message.Id, 0, isReleased: true, "250 OK");
        await store.Held.NoteAnswerAsync(message.Id, 1, isReleased: false, "451 later");
        Assert.Equal(HeldState.Held, (await store.Held.FindAsync("1"))!.State);
        Assert.Equal(1, store.Held.Totals.Messages);

        await store.Held.NoteAnswerAsync(message.Id, 1, isReleased: true, "250 OK now");

        var released = (await store.Held.FindAsync("1"))!;
        Assert.Equal(HeldState.Released, released.State);
        Assert.Equal([true, true], released.Recipients.Select(recipient => recipient.IsReleased));
        Assert.Equal("250 OK now", released.Recipients[1].Answer);
        Assert.Equal(new HeldTotals(0, 0), store.Held.Totals);
    }

    [Fact]
    public async Task A_message_removed_is_gone_with_its_recipients()
    {
        await using var store = StateStore.InMemory(_time);
        var message = (await store.Held.AddAsync(Message("1"), Limits))!;

        Assert.True(await store.Held.RemoveAsync(message.Id));
        Assert.False(await store.Held.RemoveAsync(message.Id));

        Assert.Empty(await store.Held.ListAsync());
        var next = (await store.Held.AddAsync(Message("2"), Limits))!;
        Assert.True(next.Id > message.Id);
        Assert.Equal(2, next.Recipients.Length);
    }

    [Fact]
    public async Task What_is_old_goes_and_is_told()
    {
        await using var store = StateStore.InMemory(_time);
        await store.Held.AddAsync(Message("old"), Limits);
        _time.Advance(TimeSpan.FromDays(31));
        await store.Held.AddAsync(Message("new"), Limits);

        var removed = await store.Held.RemoveOlderAsync(_time.GetUtcNow() - TimeSpan.FromDays(30));

        Assert.Equal("old", Assert.Single(removed).Reference);
        Assert.Equal("new", Assert.Single(await store.Held.ListAsync()).Reference);
        Assert.Empty(await store.Held.RemoveOlderAsync(_time.GetUtcNow() - TimeSpan.FromDays(30)));
    }

    private HeldMessage Message(string reference) => new()
    {
        Reference = reference,
        Received = _time.GetUtcNow(),
        Connector = "internet",
        Client = "192.0.2.1",
        ClientName = "mail.example.net",
        Sender = "a@example.net",
        MailParameters = "BODY=8BITMIME",
        Recipients = [new("b@example.com", "NOTIFY=NEVER"), new("c@example.com")],
        Subject = "Hello",
        Agent = "screener",
        Reason = "Keyword",
        Evidence = "money",
        Size = 100,
    };
}
