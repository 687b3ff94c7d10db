using Microsoft.Extensions.Logging;

namespace WebPublisher.Policy.Reload;

/// <summary>The parts of the server that act on a new policy (bind ports, translate farms), in the order they registered. Not safe for concurrent use.</summary>
internal sealed class PolicyActivations(ILogger log)
{
    private readonly List<(string Name, Func<PublisherPolicy, CancellationToken, Task> Activate)> _parts = [];

    public void Add(string name, Func<PublisherPolicy, CancellationToken, Task> activate) => _parts.Add((name, activate));

    /// <summary>
    /// Puts <paramref name="next"/> in force everywhere or nowhere: when one part fails, which leaves that part as it was, those before it are given
    /// <paramref name="previous"/> again, last one first.
    /// </summary>
    /// <exception cref="PolicyActivationException">A part failed.</exception>
    /// <exception cref="OperationCanceledException">The server stops: no part is taken back, because each one stops too.</exception>
    public async Task ApplyAsync(PublisherPolicy next, PublisherPolicy previous, CancellationToken cancel)
    {
        for (var i = 0; i < _parts.Count; i++)
        {
            try
            {
                await _parts[i].Activate(next, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                await RevertAsync(i, previous, cancel);
                throw new PolicyActivationException(_parts[i].Name, e);
            }
        }
    }

    private async Task RevertAsync(int count, PublisherPolicy previous, CancellationToken cancel)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            try
            {
                await _parts[i].Activate(previous, cancel);
            }
            catch (Exception e)
            {
                // The others still have to go back; this part now runs by a policy that is not in force, and only a restart mends it.
                ReloadLog.RevertFailed(log, _parts[i].Name, previous.Revision, e);
            }
        }
    }
}
