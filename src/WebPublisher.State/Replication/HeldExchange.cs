using System.Text.Json;
using WebPublisher.State.Held;
using WebPublisher.State.Replication.Postgres;

namespace WebPublisher.State.Replication;

/// <summary>
/// Hands held messages with their content to the other nodes, and fetches what those hold: each node has every message. On a connection of its own, so that a large message does not
/// keep a small block waiting.
/// </summary>
/// <param name="replica">This node's copy.</param>
/// <param name="files">The contents.</param>
/// <param name="log">Told of what cannot be shared.</param>
internal sealed class HeldExchange(Replica replica, HeldFiles files, Microsoft.Extensions.Logging.ILogger log)
{
    private const int AtOnce = 200;

    // Told once and not each time.
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Tells what has become of a message, its content being told before or needed no more.</summary>
    public static async Task TellAsync(SharedDatabase database, Replica replica, PendingChange change, CancellationToken cancellation)
    {
        await database.PushAsync([change], cancellation);
        if (!IsWaiting(change))
        {
            await database.DeleteContentAsync(Reference(change), cancellation);
        }

        await replica.SettleAsync([change]);
    }

    /// <summary>Hands on and fetches what there is, once.</summary>
    public async Task RunAsync(SharedDatabase database, CancellationToken cancellation)
    {
        foreach (var change in await replica.PendingHeldAsync(AtOnce))
        {
            if (!IsWaiting(change) || await replica.SharedAsync(Reference(change)) == HeldSharing.Told)
            {
                await TellAsync(database, replica, change, cancellation);
            }
            else
            {
                await HandOnAsync(database, change, cancellation);
            }
        }

        foreach (var (reference, size) in await replica.ToFetchAsync())
        {
            if (!files.Exists(reference))
            {
                await FetchAsync(database, reference, size, cancellation);
            }
        }
    }

    private static string Reference(PendingChange change) => SharedKey.Text(change.Key, 0);

    private static bool IsWaiting(PendingChange change)
    {
        if (change.Value is not { } value)
        {
            return false;
        }

        using var read = JsonDocument.Parse(value);
        return read.RootElement.GetProperty("state").GetInt32() == (int)HeldState.Held;
    }

    private async Task HandOnAsync(SharedDatabase database, PendingChange change, CancellationToken cancellation)
    {
        var reference = Reference(change);
        if (TryOpen(reference) is not { } file)
        {
            return;
        }

        // As long as it is open, nobody here releases it. From the mark on it takes a claim, whatever happens to this process.
        await using (file)
        {
            await replica.MarkAsync(reference, HeldSharing.Perhaps);
            await database.PutContentAsync(reference, file, cancellation);
            await TellAsync(database, replica, change, cancellation);
            await replica.MarkAsync(reference, HeldSharing.Told);
        }
    }

    // Null while somebody here decides on it; it is tried again.
    private FileStream? TryOpen(string reference)
    {
        try
        {
            return files.OpenRead(reference);
        }
        catch (FileNotFoundException e)
        {
            if (_missing.Add(reference))
            {
                StateLog.NotShared(log, ReplicatedKind.Held, reference, e.Message);
            }

            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task FetchAsync(SharedDatabase database, string reference, long size, CancellationToken cancellation)
    {
        await using var part = files.CreatePart(reference);
        await database.GetContentAsync(reference, part, cancellation);
        if (part.Length == size)
        {
            await files.FinishAsync(reference, part, cancellation);
        }
        else if (part.Length > 0 && _missing.Add(reference))
        {
            StateLog.NotShared(log, ReplicatedKind.Held, reference, $"the database has {part.Length} bytes of it, and it had {size}");
        }
    }
}
