using System.Collections.Concurrent;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Reload;

/// <summary>Clients that ask one after another, each on one connection that it never gives up, until they are stopped.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly Uri Page = new("/mail/page", UriKind.Relative);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly List<Task> _workers = [];
    private long _answers;

    /// <summary>Requests that were answered and consistent.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>What went wrong, the first hundred.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Adds clients of a version of HTTP.</summary>
    public void Add(Edge edge, Version version, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _workers.Add(WorkAsync(edge.CreateClient(version)));
        }
    }

    /// <summary>Lets requests under way finish and stops.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WorkAsync(HttpClient client)
    {
        using (client)
        {
            while (!_stop.IsCancellationRequested)
            {
                try
                {
                    using var answer = await client.GetAsync(Page);
                    ReloadPolicies.AssertConsistent(answer, await answer.Content.ReadAsStringAsync());
                    Interlocked.Increment(ref _answers);
                }
                catch (Exception exception)
                {
                    if (_failures.Count < 100)
                    {
                        _failures.Enqueue(exception.ToString());
                    }
                }

                // Busy, but with room left for what is measured.
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        }
    }
}
