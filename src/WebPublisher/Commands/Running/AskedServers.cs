using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using WebPublisher.Administration.Control;

namespace WebPublisher.Commands.Running;

/// <summary>The processes a command asks: one, or one for each half.</summary>
/// <param name="clients">They are disposed of with this.</param>
internal sealed class AskedServers(ImmutableArray<ControlClient> clients) : IDisposable
{
    /// <summary>Each of them.</summary>
    public ImmutableArray<ControlClient> Clients => clients;

    /// <summary>Asks all of them the same.</summary>
    /// <exception cref="ControlException">One does not answer, or refuses.</exception>
    public async Task<ImmutableArray<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        [.. await Task.WhenAll(clients.Select(client => client.GetAsync(path, type, cancellation)))];

    /// <summary>Does something that asks them. A server that restarts comes back: who watches is told, and waits.</summary>
    /// <returns>Whether they have answered.</returns>
    public static async Task<bool> TryAsync(TextWriter writer, Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (ControlException gone) when (gone.Status is null)
        {
            writer.WriteLine(gone.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }
}
