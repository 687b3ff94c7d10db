using Microsoft.AspNetCore.Connections;

namespace WebPublisher.Transport.Sockets;

/// <summary>A connection that was just accepted.</summary>
/// <typeparam name="TService">What end points serve.</typeparam>
/// <param name="Connection">The connection.</param>
/// <param name="EndPoint">Where it came in.</param>
/// <param name="Service">What that served in this moment.</param>
public readonly record struct AcceptedConnection<TService>(ConnectionContext Connection, BoundEndPoint<TService> EndPoint, TService Service)
    where TService : EndPointService<TService>;
