using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Transport.Sockets;

/// <summary>
/// The end points in force: exactly the declared addresses and ports. A change is prepared (every new address bound) before anything is committed. Calls must not overlap.
/// </summary>
/// <typeparam name="TService">What they serve.</typeparam>
/// <param name="sockets">Binds TCP sockets.</param>
/// <param name="deliver">Where accepted connections go; false when nothing more is taken, and the connection is then closed.</param>
/// <param name="drain">How long connections of an end point that left may take to finish.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Tells of end points that come and go.</param>
public sealed class EndPointSet<TService>(
    IConnectionListenerFactory sockets, Func<AcceptedConnection<TService>, ValueTask<bool>> deliver, TimeSpan drain, TimeProvider time, ILogger logger)
    where TService : EndPointService<TService>
{
    private readonly List<Task> _retiring = [];
    private readonly ConnectionCount _connections = new();
    private volatile IReadOnlyList<BoundEndPoint<TService>> _bound = [];

    /// <summary>What is served, and where it really is.</summary>
    public IReadOnlyList<BoundEndPoint<TService>> Bound => _bound;

    /// <summary>The same, as operators see it.</summary>
    public IReadOnlyList<OpenEndPoint> Open => [.. _bound.Select(bound => new OpenEndPoint(bound.Service.Kind, bound.Service.Name, bound.Address, bound.Service.Protocol, bound.Connections))];

    /// <summary>Connections that are open, of end points that left as well.</summary>
    public int OpenConnections => _connections.Current;

    /// <summary>Binds what <paramref name="services"/> declare and is not bound yet.</summary>
    /// <exception cref="EndPointBindException">Something could not be bound; everything is as it was.</exception>
    public async Task<EndPointChange<TService>> PrepareAsync(IReadOnlyList<TService> services, CancellationToken cancellationToken)
    {
        var kept = Match(services);
        var change = new EndPointChange<TService>([.. _bound.Except(kept.Values)]);
        try
        {
            foreach (var service in services)
            {
                if (!kept.TryGetValue(service, out var bound))
                {
                    foreach (var old in change.Leaving.Where(b => b.Overlaps(service.Declared)).Except(change.Displaced).ToList())
                    {
                        change.Displaced.Add(old);
                        await old.StopAcceptingAsync();
                    }

                    bound = await BindAsync(service, cancellationToken);
                    change.Added.Add(bound);
                }

                change.Next.Add((bound, service));
            }

            return change;
        }
        catch
        {
            await RollBackAsync(change);
            throw;
        }
    }

    /// <summary>Serves what was prepared; connections of end points that left are drained in the background.</summary>
    public void Commit(EndPointChange<TService> change)
    {
        foreach (var (bound, service) in change.Next)
        {
            bound.Serve(service);
        }

        foreach (var bound in change.Added)
        {
            EndPointLog.Listening(logger, bound.Service.Title, bound.Service.Name, bound.Service.Protocol, bound.Address);
        }

        _bound = [.. change.Next.Select(n => n.Bound)];
        _retiring.RemoveAll(task => task.IsCompleted);
        foreach (var bound in change.Leaving)
        {
            EndPointLog.Leaving(logger, bound.Service.Title, bound.Service.Name, bound.Address);
            bound.RequestCloseAll();
            _retiring.Add(RetireAsync(bound, drain));
        }
    }

    /// <summary>Puts everything back as it was before <see cref="PrepareAsync"/>.</summary>
    public async Task RollBackAsync(EndPointChange<TService> change)
    {
        foreach (var bound in change.Added)
        {
            _retiring.Add(RetireAsync(bound, patience: null));
        }

        foreach (var old in change.Displaced)
        {
            // The old socket is closed for good; its connections stay, and a new one takes its place.
            _retiring.Add(RetireAsync(old, patience: null));
            var again = await BindAsync(old.Service, CancellationToken.None);
            again.Serve(old.Service);
            _bound = [.. _bound.Select(b => ReferenceEquals(b, old) ? again : b)];
        }
    }

    /// <summary>Asks every connection to end after what is under way; idle ones end at once, and new ones are taken as before.</summary>
    public void RequestCloseAll()
    {
        foreach (var bound in _bound)
        {
            bound.RequestCloseAll();
        }
    }

    /// <summary>Logs of each end point how many connections are open that are about to be cut.</summary>
    public void TellCut()
    {
        foreach (var bound in _bound)
        {
            bound.TellCut();
        }
    }

    /// <summary>Closes the listening sockets; connections live on.</summary>
    public async Task StopAcceptingAsync() => await Task.WhenAll(_bound.Select(b => b.StopAcceptingAsync()));

    /// <summary>Accepts nothing more, asks every connection to end, cuts those that have not after <paramref name="patience"/>, and releases everything.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        await StopAcceptingAsync();
        await Task.WhenAll(_bound.Select(b => b.RetireAsync(patience, time)).Concat(_retiring));
        _bound = [];
    }

    /// <summary>Which bound end point goes on for which service; each for one at most.</summary>
    private Dictionary<TService, BoundEndPoint<TService>> Match(IReadOnlyList<TService> services)
    {
        var free = _bound.ToList();
        var matched = new Dictionary<TService, BoundEndPoint<TService>>();
        foreach (var service in services)
        {
            if (free.Find(b => b.Serves(service)) is { } bound)
            {
                matched.Add(service, bound);
                free.Remove(bound);
            }
        }

        return matched;
    }

    private async Task RetireAsync(BoundEndPoint<TService> bound, TimeSpan? patience)
    {
        try
        {
            await bound.StopAcceptingAsync();
            await bound.RetireAsync(patience, time);
        }
        catch (Exception e)
        {
            EndPointLog.RetireFailed(logger, bound.Address, e);
        }
    }

    private async Task<BoundEndPoint<TService>> BindAsync(TService service, CancellationToken cancellationToken)
    {
        try
        {
            return new BoundEndPoint<TService>(await sockets.BindAsync(service.Declared, cancellationToken), service.Declared, deliver, _connections, logger);
        }
        catch (AddressInUseException e)
        {
            throw Refused(service, BindErrors.Explain(SocketError.AddressAlreadyInUse, e.Message), e);
        }
        catch (SocketException e)
        {
            throw Refused(service, BindErrors.Explain(e.SocketErrorCode, e.Message), e);
        }
    }

    private static EndPointBindException Refused(TService service, string reason, Exception cause) =>
        new($"{service.Location}: {service.Kind} '{service.Name}' cannot listen on {service.Declared}: {reason}", service.Declared, cause);
}
