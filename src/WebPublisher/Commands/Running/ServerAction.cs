using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.Running;

/// <summary>
/// Has the running server do what a command is asked for, so that it acts at once, in all its sessions, and its log says who did it. Where none runs, the command
/// changes the state itself, and the next server finds it so.
/// </summary>
internal static class ServerAction
{
    /// <summary>Asks the first of some processes that runs.</summary>
    /// <param name="stateDirectory">The policy's state directory.</param>
    /// <param name="processes">Which may do it, of <see cref="ControlSocket.Names"/>.</param>
    /// <param name="path">Such as <c>/api/addresses/add</c>.</param>
    /// <param name="body">What is asked for.</param>
    /// <param name="type">Its type.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What came of it; null when none runs.</returns>
    /// <exception cref="ControlException">One runs, and refuses or may not be asked.</exception>
    public static async Task<ImmutableArray<ActionOutcome>?> TryAsync<T>(
        string stateDirectory, ImmutableArray<string> processes, string path, T body, JsonTypeInfo<T> type, TimeProvider time, CancellationToken cancellation)
    {
        using var server = await AnyServer.FindAsync(stateDirectory, processes, time, cancellation);
        return server is null ? null : await server.PostAsync(path, body, type, AdministrationJson.Default.ImmutableArrayActionOutcome, cancellation);
    }
}
