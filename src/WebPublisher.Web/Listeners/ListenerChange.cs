namespace WebPublisher.Web.Listeners;

/// <summary>A set of listeners that is bound and ready, but serves nothing until it is committed.</summary>
/// <param name="Next">Every listener of the next policy with the socket it will be served by.</param>
/// <param name="Added">The sockets that were bound for it.</param>
/// <param name="Leaving">The sockets it has no use for.</param>
/// <param name="Displaced">Those of <paramref name="Leaving"/> that no longer accept, because their address had to be free for one of <paramref name="Added"/>.</param>
internal sealed record ListenerChange(
    IReadOnlyList<(BoundListener Bound, ActiveListener Active)> Next,
    IReadOnlyList<BoundListener> Added,
    IReadOnlyList<BoundListener> Leaving,
    IReadOnlyList<BoundListener> Displaced);
