using WebPublisher.Policy;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State;

namespace WebPublisher.Commands.State;

/// <summary>The state of a policy's state directory, as commands open it.</summary>
internal static class StoredState
{
    /// <summary>Opens it for changes, which a running server follows within a second; makes it when there is none.</summary>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public static StateStore Open(PublisherPolicy policy, TimeProvider time) =>
        StateStore.Open(new StateOptions { Directory = policy.Server.StateDirectory, Time = time, WatchInterval = Timeout.InfiniteTimeSpan, Shared = policy.Shared, NodeName = policy.Server.Name });

    /// <summary>Tells an operator whose policy has nobody who looks at the stored addresses.</summary>
    public static void WarnUnlessFiltered(PublisherPolicy policy, TextWriter error)
    {
        if (policy.Mail?.Agents.Any(agent => agent is ConnectionFilterPolicy) != true)
        {
            error.WriteLine("webpublisher: note: the policy has no agent connectionFilter, so that nothing looks at stored addresses; 'connectionFilter: {}' is enough.");
        }
    }

    /// <summary>Opens a copy of it for rehearsals, which change no file.</summary>
    /// <exception cref="StateException">There is state, and it cannot be read.</exception>
    public static StateStore Copy(PublisherPolicy policy, TimeProvider time) =>
        StateStore.OpenCopy(new StateOptions { Directory = policy.Server.StateDirectory, Time = time });
}
