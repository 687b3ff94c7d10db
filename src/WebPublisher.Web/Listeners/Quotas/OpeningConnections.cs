namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>
/// Connections that are not yet what they are meant to be, the oldest first. When there are too many the oldest goes: who only holds places loses them, and who comes with
/// something to ask is never kept out. Thread-safe.
/// </summary>
internal sealed class OpeningConnections
{
    private readonly LinkedList<ClientConnection> _oldestFirst = new();
    private readonly Lock _lock = new();

    /// <summary>Enters a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="maximum">Most there may be.</param>
    /// <param name="place">Its place, to leave by.</param>
    /// <returns>The one that has to go for it, which has left already, or null.</returns>
    public ClientConnection? Enter(ClientConnection connection, int maximum, out LinkedListNode<ClientConnection> place)
    {
        place = new LinkedListNode<ClientConnection>(connection);
        lock (_lock)
        {
            _oldestFirst.AddLast(place);
            if (_oldestFirst.Count <= maximum)
            {
                return null;
            }

            var oldest = _oldestFirst.First!.Value;
            _oldestFirst.RemoveFirst();
            return oldest;
        }
    }

    /// <summary>Takes a connection out, unless it had to go before.</summary>
    public void Leave(LinkedListNode<ClientConnection> place)
    {
        lock (_lock)
        {
            if (place.List is not null)
            {
                _oldestFirst.Remove(place);
            }
        }
    }
}
