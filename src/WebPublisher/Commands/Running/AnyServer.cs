using System.Collections.Immutable;
using WebPublisher.Administration.Control;

namespace WebPublisher.Commands.Running;

/// <summary>Finds whom a command about the state asks: what is in the state, any process that serves it knows.</summary>
internal static class AnyServer
{
    /// <summary>The first of some processes that runs. The caller disposes of it.</summary>
    /// <param name="stateDirectory">The policy's state directory.</param>
    /// <param name="processes">Their names, of <see cref="ControlSocket.Names"/>.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when none runs.</returns>
    /// <exception cref="ControlException">One runs, and this user may not ask it.</exception>
    public static async Task<ControlClient?> FindAsync(string stateDirectory, ImmutableArray<string> processes, TimeProvider time, CancellationToken cancellation)
    {
        foreach (var name in processes)
        {
            if (await ControlClient.FindAsync(stateDirectory, name, time, cancellation) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
