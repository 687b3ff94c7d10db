using System.Net;

namespace WebPublisher.Transport.Sockets;

/// <summary>A declared address could not be bound; the message names whose it is, where it is declared, the address and why.</summary>
public sealed class EndPointBindException : Exception
{
    internal EndPointBindException(string message, IPEndPoint endPoint, Exception cause)
        : base(message, cause) =>
        EndPoint = endPoint;

    /// <summary>The address and port that could not be bound.</summary>
    public IPEndPoint EndPoint { get; }
}
