using System.Net;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>A load balancer as simple as they come: it asks every node three times a second whether it is ready, and sends clients to those that are, in turn.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    /// <summary>How often it asks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly IReadOnlyList<Node> _nodes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _asking;
    private readonly Lock _lock = new();
    private volatile Node[] _ready;
    private int _turn;

    /// <summary>Begins, with the nodes that are all ready.</summary>
    public Balancer(IReadOnlyList<Node> nodes)
    {
        _nodes = nodes;
        _ready = [.. nodes];
        _asking = Task.WhenAll(nodes.Select(AskAsync));
    }

    /// <summary>A node that was ready when it was asked last.</summary>
    public Node Pick()
    {
        var ready = _ready;
        return ready.Length == 0 ? _nodes[0] : ready[(uint)Interlocked.Increment(ref _turn) % (uint)ready.Length];
    }

    /// <summary>Waits until it would send clients to a node, or to it no longer.</summary>
    public async Task WaitAsync(Node node, bool isReady)
    {
        while (_ready.Contains(node) != isReady)
        {
            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking;
        _stop.Dispose();
    }

    // Each by itself: one that takes its time to answer says nothing about the other.
    private async Task AskAsync(Node node)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        while (!_stop.IsCancellationRequested)
        {
            var isReady = await IsReadyAsync(client, node);
            lock (_lock)
            {
                _ready = [.. _nodes.Where(other => other == node ? isReady : _ready.Contains(other))];
            }

            await Task.Delay(Interval, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Node node)
    {
        try
        {
            using var answer = await client.GetAsync($"http://127.0.0.1:{node.OperationsPort}/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
