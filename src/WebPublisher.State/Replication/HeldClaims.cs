using WebPublisher.Policy.State;
using WebPublisher.State.Database;
using WebPublisher.State.Held;
using WebPublisher.State.Replication.Postgres;

namespace WebPublisher.State.Replication;

/// <summary>Has nodes, and commands on them, decide on a held message one at a time.</summary>
/// <param name="writer">Who touches the file.</param>
/// <param name="policy">The database.</param>
/// <param name="options">The state.</param>
internal sealed class HeldClaims(StateWriter writer, PostgresPolicy policy, StateOptions options)
{
    /// <summary>How long a claim holds that nobody gives back, as after a loss of power. Longer than a release may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    // What is under way at the end of a claim needs some time to be broken off.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Replica _replica = new(writer);

    /// <summary>Claims a message. One that no other node may have heard of needs no database; its file must be held alone (<see cref="HeldFiles.OpenAlone"/>).</summary>
    /// <exception cref="IOException">Another node has it, or the database that knows is not to be had.</exception>
    public async Task<HeldClaim?> TryClaimAsync(HeldMessage message, CancellationToken cancellation)
    {
        if (await _replica.SharedAsync(message.Reference) == HeldSharing.Never)
        {
            return null;
        }

        try
        {
            return await WithDatabaseAsync((database, node) => ClaimAsync(database, node, message, cancellation), cancellation);
        }
        catch (Exception e) when (e is not HeldElsewhereException && PostgresFailure.IsExpected(e, cancellation))
        {
            throw new IOException(
                $"other nodes know of it, and the database that keeps two of them from deciding at once is not to be had: {PostgresFailure.Explain(e, policy)}. Try again when it is back.", e);
        }
    }

    /// <summary>Tells what has become of a message and gives the claim back. When that fails it ends by itself, and what has become of it waits to be told with everything else.</summary>
    public async Task EndAsync(string reference, string token)
    {
        using var late = new CancellationTokenSource(s_patience);
        try
        {
            await WithDatabaseAsync(
                async (database, _) =>
                {
                    foreach (var change in await _replica.PendingHeldAsync(reference))
                    {
                        await HeldExchange.TellAsync(database, _replica, change, late.Token);
                    }

                    await database.UnclaimAsync(reference, token, late.Token);
                    return true;
                },
                late.Token);
        }
        catch (Exception e) when (PostgresFailure.IsExpected(e, CancellationToken.None))
        {
            StateLog.ClaimNotEnded(options.Logger, reference, Lease.TotalMinutes, e);
        }
    }

    private async Task<HeldClaim> ClaimAsync(SharedDatabase database, long node, HeldMessage message, CancellationToken cancellation)
    {
        var token = Guid.NewGuid().ToString("N");
        if (!await database.TryClaimAsync(message.Reference, token, Lease, cancellation))
        {
            throw new HeldElsewhereException("it is being decided on elsewhere.");
        }

        // Whoever had it before may have decided without this node having heard of it yet.
        if (await database.FindAsync(ReplicatedKind.Held, SharedKey.Of(message.Reference), cancellation) is { } last)
        {
            await _replica.FollowAsync([last], node, pulled: null);
        }

        return new HeldClaim(await _replica.FindHeldAsync(message.Reference), this, token, message.Reference, Lease - s_margin, options.Time);
    }

    private async Task<T> WithDatabaseAsync<T>(Func<SharedDatabase, long, Task<T>> work, CancellationToken cancellation)
    {
        await using var connector = new PostgresConnector(policy, options.NodeName, options.Time);
        await using var connection = await connector.ConnectAsync(cancellation);
        var node = (await _replica.IdentityAsync()).Node;
        return await work(new SharedDatabase(connection, node), node);
    }
}
