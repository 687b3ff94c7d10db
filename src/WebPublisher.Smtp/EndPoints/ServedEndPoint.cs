using System.Net;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>What the mail half serves on one address and port.</summary>
/// <param name="kind">What an operator calls it.</param>
/// <param name="name">Its name in the policy.</param>
/// <param name="declared">The address and port as declared.</param>
/// <param name="location">Where it is declared.</param>
internal abstract class ServedEndPoint(string kind, string name, IPEndPoint declared, SourceLocation location)
    : EndPointService<ServedEndPoint>(kind, name, declared, location)
{
    /// <summary>Runs a connection to its end. The caller closes it afterwards.</summary>
    public abstract Task ServeAsync(ConnectionContext connection);
}
