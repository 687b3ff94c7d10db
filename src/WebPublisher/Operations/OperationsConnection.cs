using System.Net;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Operations;

/// <summary>A connection to the operations listener as it is counted; a feature of the connection, by which requests find it.</summary>
internal sealed class OperationsConnection
{
    private readonly ConnectionContext _connection;
    private volatile bool _hasAsked;
    private volatile bool _isKnown;

    /// <param name="connection">Kestrel's.</param>
    public OperationsConnection(ConnectionContext connection)
    {
        _connection = connection;
        var (local, remote) = ((connection.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.None, (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        IsOfMachine = IPAddress.IsLoopback(local) && IPAddress.IsLoopback(remote);
        Source = SourceNetwork.Of(remote);
    }

    /// <summary>Where it comes from.</summary>
    public SourceNetwork Source { get; }

    /// <summary>Whether it is on the loopback address, where nobody has to say who they are.</summary>
    public bool IsOfMachine { get; }

    /// <summary>Whether it may have to give way: nobody that the policy knows has come by it.</summary>
    public bool IsOfStranger => !IsOfMachine && !_isKnown;

    /// <summary>The header of a request is whole.</summary>
    public void NoteRequest() => _hasAsked = true;

    /// <summary>The request of a caller that the policy knows was let in.</summary>
    public void NoteCaller() => _isKnown = true;

    /// <summary>Cuts it.</summary>
    /// <param name="reason">Why.</param>
    public void Cut(string reason) => _connection.Abort(new ConnectionAbortedException(reason));

    /// <summary>Cuts it if nothing was asked by it so far.</summary>
    public void CutUnlessAsked()
    {
        if (!_hasAsked)
        {
            Cut("Nothing was asked by it.");
        }
    }
}
