using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Listeners.Tls;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// The listeners in force: exactly the declared addresses and ports. A change is prepared (every new address bound) before anything is committed. Calls must not overlap.
/// </summary>
internal sealed class ListenerSet : IAsyncDisposable
{
    private readonly IConnectionListenerFactory _sockets;
    private readonly TimeSpan _drain;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AcceptQueue _http;
    private readonly AcceptQueue _https;
    private readonly List<Task> _retiring = [];
    private volatile IReadOnlyList<BoundListener> _bound = [];

    /// <param name="sockets">Binds TCP sockets.</param>
    /// <param name="drain">How long connections of a removed listener may take to finish.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Tells of listeners that come and go.</param>
    public ListenerSet(IConnectionListenerFactory sockets, TimeSpan drain, TimeProvider time, ILogger logger)
    {
        (_sockets, _drain, _time, _logger) = (sockets, drain, time, logger);
        _http = new AcceptQueue(ListenerProtocol.Http, StopAcceptingAsync);
        _https = new AcceptQueue(ListenerProtocol.Https, StopAcceptingAsync);
    }

    /// <summary>Name and true address of each listener in force.</summary>
    public IReadOnlyDictionary<string, IPEndPoint> EndPoints => _bound.ToDictionary(b => b.Active.Listener.Name, b => b.EndPoint, StringComparer.Ordinal);

    public AcceptQueue Queue(ListenerProtocol protocol) => protocol == ListenerProtocol.Https ? _https : _http;

    /// <summary>Binds what <paramref name="policy"/> declares and is not bound yet.</summary>
    /// <exception cref="ListenerBindException">Something could not be bound; everything is as it was.</exception>
    public async Task<ListenerChange> PrepareAsync(PublisherPolicy policy, CipherSuiteChoice suites, CancellationToken cancellationToken)
    {
        var declared = policy.Web.Listeners;
        var leaving = _bound.Where(b => !declared.Any(b.Serves)).ToList();
        var next = new List<(BoundListener, ActiveListener)>();
        var added = new List<BoundListener>();
        var displaced = new List<BoundListener>();
        var change = new ListenerChange(next, added, leaving, displaced);
        try
        {
            foreach (var listener in declared)
            {
                // Prepared first: certificates that OpenSSL will not take must not cost an address.
                var active = new ActiveListener(policy, listener, suites);
                var bound = _bound.FirstOrDefault(b => b.Serves(listener));
                if (bound is null)
                {
                    foreach (var old in leaving.Where(b => b.Overlaps(listener.EndPoint)).Except(displaced).ToList())
                    {
                        displaced.Add(old);
                        await old.StopAcceptingAsync();
                    }

                    bound = await BindAsync(listener, cancellationToken);
                    added.Add(bound);
                }

                next.Add((bound, active));
            }

            return change;
        }
        catch
        {
            await RollBackAsync(change);
            throw;
        }
    }

    /// <summary>Serves what was prepared; connections of listeners that left are drained in the background.</summary>
    public void Commit(ListenerChange change)
    {
        foreach (var (bound, active) in change.Next)
        {
            bound.Serve(active);
        }

        foreach (var bound in change.Added)
        {
            ListenerLog.Listening(_logger, bound.Active.Listener.Name, bound.Active.Listener.Protocol, bound.EndPoint);
        }

        _bound = [.. change.Next.Select(n => n.Bound)];
        _retiring.RemoveAll(task => task.IsCompleted);
        foreach (var bound in change.Leaving)
        {
            ListenerLog.Leaving(_logger, bound.Active.Listener.Name, bound.EndPoint);
            bound.RequestCloseAll();
            _retiring.Add(RetireAsync(bound, _drain));
        }
    }

    /// <summary>Puts everything back as it was before <see cref="PrepareAsync"/>.</summary>
    public async Task RollBackAsync(ListenerChange change)
    {
        foreach (var bound in change.Added)
        {
            _retiring.Add(RetireAsync(bound, drain: null));
        }

        foreach (var old in change.Displaced)
        {
            // The old socket is closed for good; its connections stay, and a new one takes its place.
            _retiring.Add(RetireAsync(old, drain: null));
            var again = await BindAsync(old.Active.Listener, CancellationToken.None);
            again.Serve(old.Active);
            _bound = [.. _bound.Select(b => ReferenceEquals(b, old) ? again : b)];
        }
    }

    public async Task StopAcceptingAsync() => await Task.WhenAll(_bound.Select(b => b.StopAcceptingAsync()));

    /// <summary>Releases everything. Call after Kestrel has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAcceptingAsync();
        await Task.WhenAll(_bound.Select(b => b.RetireAsync(TimeSpan.Zero, _time)).Concat(_retiring));
        _bound = [];
    }

    private async Task RetireAsync(BoundListener bound, TimeSpan? drain)
    {
        try
        {
            await bound.StopAcceptingAsync();
            await bound.RetireAsync(drain, _time);
        }
        catch (Exception e)
        {
            ListenerLog.RetireFailed(_logger, bound.EndPoint, e);
        }
    }

    private async Task<BoundListener> BindAsync(ListenerPolicy listener, CancellationToken cancellationToken)
    {
        try
        {
            return new BoundListener(await _sockets.BindAsync(listener.EndPoint, cancellationToken), listener.EndPoint, Queue, _logger);
        }
        catch (AddressInUseException e)
        {
            throw new ListenerBindException(listener, "something else listens there already.", e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new ListenerBindException(listener, BindErrors.Explain(e.SocketErrorCode, e.Message), e);
        }
    }
}
