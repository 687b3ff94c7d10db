namespace WebPublisher.Transport.Sockets;

/// <summary>A set of end points that is bound and ready, but serves nothing until it is committed.</summary>
/// <typeparam name="TService">What they serve.</typeparam>
public sealed class EndPointChange<TService>
    where TService : EndPointService<TService>
{
    internal EndPointChange(IReadOnlyList<BoundEndPoint<TService>> leaving) => Leaving = leaving;

    /// <summary>Every service of the next policy with the socket it will be served by.</summary>
    internal List<(BoundEndPoint<TService> Bound, TService Service)> Next { get; } = [];

    /// <summary>The sockets that were bound for it.</summary>
    internal List<BoundEndPoint<TService>> Added { get; } = [];

    /// <summary>The sockets it has no use for.</summary>
    internal IReadOnlyList<BoundEndPoint<TService>> Leaving { get; }

    /// <summary>Those of <see cref="Leaving"/> that no longer accept, because their address had to be free for one of <see cref="Added"/>.</summary>
    internal List<BoundEndPoint<TService>> Displaced { get; } = [];
}
