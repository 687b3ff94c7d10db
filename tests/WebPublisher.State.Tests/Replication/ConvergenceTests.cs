using System.Net;
using FsCheck.Fluent;
using WebPublisher.State.Addresses;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

/// <summary>
/// Three nodes do at random what nodes do: block, allow, remove, count, restart with and without the database. In the end they know the same, and what each has said last of
/// something that nobody else has spoken of holds.
/// </summary>
public sealed class ConvergenceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Nodes = 3;
    private const int Addresses = 6;
    private const int Runs = 6;

    private enum Deed
    {
        Block,
        BlockByReputation,
        Allow,
        Remove,
        Count,
        Leave,
        Return,
        Restart,
    }

    [FactNeedingPostgres]
    public async Task Whatever_nodes_do_and_whenever_they_are_connected_they_end_up_with_the_same()
    {
        var step = from deed in Gen.Elements(Enum.GetValues<Deed>())
                   from node in Gen.Choose(0, Nodes - 1)
                   from address in Gen.Choose(0, Addresses - 1)
                   select (deed, node, address);
        foreach (var steps in step.ArrayOf(40).Sample(40, Runs))
        {
            await PlayAsync(steps);
        }
    }

    private async Task PlayAsync((Deed Deed, int Node, int Address)[] steps)
    {
        var database = await postgres.NewDatabaseAsync();

        // One that cannot be reached: what a node does meanwhile waits in its file.
        var away = database with { Port = 1 };
        var nodes = Enumerable.Range(0, Nodes).Select(number => new SharingNode(database, $"NODE{number}")).ToArray();
        var (counted, last) = (new int[Addresses], new Dictionary<int, (int Node, Deed Deed, bool IsAlone)>());
        foreach (var (deed, node, number) in steps)
        {
            var (store, address) = (nodes[node].Store, $"192.0.2.{number}");
            switch (deed)
            {
                case Deed.Block:
                    await nodes[node].BlockAsync(address);
                    break;
                case Deed.BlockByReputation:
                    await nodes[node].BlockAsync(address, TimeProvider.System.GetUtcNow().AddHours(1), EntryOrigin.Reputation);
                    break;
                case Deed.Allow:
                    await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range(address), null, $"by {node}", EntryOrigin.Operator);
                    break;
                case Deed.Remove:
                    await nodes[node].RemoveAsync(address);
                    break;
                case Deed.Count:
                    store.Reputations.Note(IPAddress.Parse(address), before => before with { Messages = before.Messages + 1 });
                    counted[number]++;
                    break;
                case Deed.Leave:
                    store.Share(away);
                    break;
                case Deed.Return:
                    store.Share(database);
                    break;
                case Deed.Restart:
                    await nodes[node].StopAsync();
                    nodes[node].Start();
                    break;
            }

            if (deed is Deed.Block or Deed.Allow or Deed.Remove)
            {
                last[number] = (node, deed, !last.TryGetValue(number, out var before) || (before.IsAlone && before.Node == node));
            }
        }

        foreach (var node in nodes)
        {
            await node.Store.Reputations.FlushAsync();
            node.Store.Share(database);
        }

        await SharingNode.UntilAsync(() => nodes.All(node => node.Store.Replication is { IsConnected: true, Pending: 0 }));
        await SharingNode.UntilAsync(() => nodes.Select(Known).Distinct(StringComparer.Ordinal).Count() == 1);
        await SharingNode.UntilAsync(() => nodes.All(node => Enumerable.Range(0, Addresses).All(number => Messages(node, number) == counted[number])));
        foreach (var (number, said) in last.Where(said => said.Value.IsAlone))
        {
            var list = said.Deed == Deed.Allow ? AddressListKind.Allow : AddressListKind.Block;
            var found = nodes[0].Store.Addresses.Find(list, IPAddress.Parse($"192.0.2.{number}"));
            Assert.True(said.Deed == Deed.Remove ? found is not { Origin: EntryOrigin.Operator } : found is { Origin: EntryOrigin.Operator }, $"{said.Deed} of {number} by node {said.Node}");
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static long Messages(SharingNode node, int number) => node.Store.Reputations.Find(IPAddress.Parse($"192.0.2.{number}")).Messages;

    private static string Known(SharingNode node) => string.Join('\n', node.Store.Addresses.Entries
        .Select(entry => $"{entry.List} {entry.Addresses} {entry.Origin} {entry.Comment} {entry.Expires?.ToUnixTimeMilliseconds()} {entry.Added.ToUnixTimeMilliseconds()}").Order(StringComparer.Ordinal));
}
