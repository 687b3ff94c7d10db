using System.Net;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners;

/// <summary>A declared listener could not be bound; the message names the listener, where it is declared, its address and why.</summary>
public sealed class ListenerBindException : Exception
{
    internal ListenerBindException(ListenerPolicy listener, string reason, Exception cause)
        : base($"{listener.Location}: listener '{listener.Name}' cannot listen on {listener.EndPoint}: {reason}", cause) =>
        EndPoint = listener.EndPoint;

    /// <summary>The address and port that could not be bound.</summary>
    public IPEndPoint EndPoint { get; }
}
