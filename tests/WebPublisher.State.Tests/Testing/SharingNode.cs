using System.Net;
using WebPublisher.Policy.State;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Addresses;

namespace WebPublisher.State.Tests.Testing;

/// <summary>A node that shares its state by a database.</summary>
internal sealed class SharingNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly PostgresPolicy _database;
    private readonly string _name;

    public SharingNode(PostgresPolicy database, string name, TimeProvider? time = null)
    {
        (_database, _name, Time) = (database, name, time ?? TimeProvider.System);
        Store = Open();
    }

    public StateStore Store { get; private set; }

    public TimeProvider Time { get; }

    public RecordingLogger Log { get; } = new();

    public string Directory => _directory.Path;

    /// <summary>Waits until something holds; how long that took.</summary>
    public static async Task<TimeSpan> UntilAsync(Func<bool> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(begun);
    }

    public Task ConnectedAsync() => UntilAsync(() => Store.Replication is { IsConnected: true, Pending: 0 });

    public Task DisconnectedAsync() => UntilAsync(() => !Store.Replication.IsConnected);

    public Task<StoredAddress> BlockAsync(string address, DateTimeOffset? expires = null, EntryOrigin origin = EntryOrigin.Operator) =>
        Store.Addresses.AddAsync(AddressListKind.Block, TestState.Range(address), expires, $"by {_name}", origin);

    public Task RemoveAsync(string address) => Store.Addresses.RemoveAsync(TestState.Range(address));

    public StoredAddress? Blocked(string address) => Store.Addresses.Find(AddressListKind.Block, IPAddress.Parse(address));

    public async Task StopAsync() => await Store.DisposeAsync();

    public void Start() => Store = Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _directory.Dispose();
    }

    private StateStore Open() =>
        StateStore.Open(new StateOptions { Directory = _directory.Path, Time = Time, Shared = _database, IsServer = true, NodeName = _name, Logger = Log });
}
