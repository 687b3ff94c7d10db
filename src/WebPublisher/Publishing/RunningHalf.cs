using WebPublisher.Policy;

namespace WebPublisher.Publishing;

/// <summary>
/// A half of the product that is started by the first policy with something for it, and follows every policy from there on: what one without it leaves running is bound to
/// nothing. Calls must not overlap.
/// </summary>
/// <typeparam name="THalf">The half.</typeparam>
/// <param name="isNeeded">Whether a policy has something for it.</param>
/// <param name="start">Starts it by a policy.</param>
/// <param name="apply">Puts another policy in force, whole or not at all.</param>
internal sealed class RunningHalf<THalf>(
    Func<PublisherPolicy, bool> isNeeded, Func<PublisherPolicy, CancellationToken, Task<THalf>> start, Func<THalf, PublisherPolicy, CancellationToken, Task> apply) : IAsyncDisposable
    where THalf : class, IAsyncDisposable
{
    private THalf? _current;

    /// <summary>The half; null while no policy has needed it. For any thread.</summary>
    public THalf? Current => Volatile.Read(ref _current);

    /// <summary>Puts a policy in force, or leaves everything as it was.</summary>
    public async Task ApplyAsync(PublisherPolicy next, CancellationToken cancellation)
    {
        if (_current is { } running)
        {
            await apply(running, next, cancellation);
        }
        else if (isNeeded(next))
        {
            Volatile.Write(ref _current, await start(next, cancellation));
        }
    }

    public ValueTask DisposeAsync() => _current?.DisposeAsync() ?? ValueTask.CompletedTask;
}
