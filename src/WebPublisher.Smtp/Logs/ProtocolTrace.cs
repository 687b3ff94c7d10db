using System.Net;

namespace WebPublisher.Smtp.Logs;

/// <summary>Takes note of what one connection says, line by line. Lines come without CRLF and without secrets. Not thread-safe; must not block.</summary>
public abstract class ProtocolTrace
{
    /// <summary>The connection was made.</summary>
    public abstract void Connect(IPEndPoint? local, IPEndPoint? remote);

    /// <summary>We sent a line.</summary>
    public abstract void Send(string line);

    /// <summary>The peer sent a line.</summary>
    public abstract void Receive(string line);

    /// <summary>Something worth knowing that was not said on the wire.</summary>
    public abstract void Note(string text);

    /// <summary>The connection ended.</summary>
    /// <param name="reason">Why.</param>
    public abstract void Disconnect(string reason);
}
