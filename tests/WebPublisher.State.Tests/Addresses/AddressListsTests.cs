using System.Net;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Addresses;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Addresses;

public sealed class AddressListsTests : IDisposable
{
    private static readonly IPAddress Client = IPAddress.Parse("192.168.1.100");

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_entry_holds_until_its_last_second_and_is_listed_after_it()
    {
        var expires = _time.GetUtcNow() + TimeSpan.FromDays(30);
        await using (var store = TestState.Open(_directory, _time))
        {
            await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range("192.168.1.100"), expires, null, EntryOrigin.Operator);
            _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
            Assert.NotNull(store.Addresses.Find(AddressListKind.Allow, Client));
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.NotNull(again.Addresses.Find(AddressListKind.Allow, Client));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(again.Addresses.Find(AddressListKind.Allow, Client));
        Assert.True(Assert.Single(again.Addresses.Entries).IsExpired(_time.GetUtcNow()));
    }

    [Fact]
    public async Task An_entry_that_expired_long_ago_goes_with_the_next_change()
    {
        await using var store = StateStore.InMemory(_time);
        await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range("192.0.2.1"), _time.GetUtcNow() + TimeSpan.FromDays(1), null, EntryOrigin.Operator);
        _time.Advance(TimeSpan.FromDays(2) + AddressLists.KeptExpired);

        await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range("192.0.2.2"), null, null, EntryOrigin.Operator);

        Assert.Equal("192.0.2.2", Assert.Single(store.Addresses.Entries).Addresses.ToString());
    }

    [Theory]
    [InlineData("192.168.1.0", "192.168.1.255")]
    [InlineData("0.0.0.0", "255.255.255.255")]
    [InlineData("192.168.1.100", "192.168.1.101")]
    public async Task Networks_and_ranges_hold_for_what_is_within_them(string first, string last)
    {
        await using var store = StateStore.InMemory(_time);
        await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range(first, last), null, null, EntryOrigin.Operator);

        Assert.NotNull(store.Addresses.Find(AddressListKind.Block, Client));
        Assert.Null(store.Addresses.Find(AddressListKind.Allow, Client));
        Assert.Null(store.Addresses.Find(AddressListKind.Block, IPAddress.IPv6Loopback));
    }

    [Fact]
    public async Task IPv6_addresses_are_found_after_a_restart()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("2001:db8::", "2001:db8::ffff"), null, null, EntryOrigin.Operator);
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.NotNull(again.Addresses.Find(AddressListKind.Block, IPAddress.Parse("2001:db8::12")));
        Assert.Equal("2001:db8::-2001:db8::ffff", Assert.Single(again.Addresses.Entries).Addresses.ToString());
    }

    [Fact]
    public async Task The_same_addresses_again_are_one_entry_with_the_later_words()
    {
        await using var store = StateStore.InMemory(_time);
        await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.1"), null, "first", EntryOrigin.Operator);
        await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.1"), null, "second", EntryOrigin.Operator);

        Assert.Equal("second", Assert.Single(store.Addresses.Entries).Comment);
    }

    [Fact]
    public async Task The_server_does_not_put_a_day_in_the_place_of_an_operators_entry_for_ever()
    {
        await using var store = StateStore.InMemory(_time);
        await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.1"), null, "for ever", EntryOrigin.Operator);

        var entry = await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.1"), _time.GetUtcNow() + TimeSpan.FromDays(1), null, EntryOrigin.Reputation);

        Assert.Equal(EntryOrigin.Operator, entry.Origin);
        Assert.Equal("for ever", Assert.Single(store.Addresses.Entries).Comment);
    }

    [Fact]
    public async Task An_entry_removed_is_gone_from_both_lists_and_from_the_file()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.0", "192.0.2.255"), null, null, EntryOrigin.Operator);
            await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range("192.0.2.0", "192.0.2.255"), null, null, EntryOrigin.Operator);
            Assert.Equal(2, (await store.Addresses.RemoveAsync(TestState.Range("192.0.2.0", "192.0.2.255"))).Length);
            Assert.Empty(await store.Addresses.RemoveAsync(TestState.Range("192.0.2.0", "192.0.2.255")));
            Assert.Empty(store.Addresses.Entries);
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.Empty(again.Addresses.Entries);
    }
}
