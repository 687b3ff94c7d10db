using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary>Decides who may ask what, in front of all endpoints of one way in.</summary>
internal abstract class OperationsGate
{
    /// <summary>Whether the request is meant for this server; what is not is answered by 421.</summary>
    public abstract bool IsOurs(HttpContext http);

    /// <summary>Lets a request in, which sets its <see cref="OperationsCaller"/>, or answers it.</summary>
    /// <param name="http">The request; its answer has not begun.</param>
    /// <param name="endpoint">What it asks for; null for nothing that there is.</param>
    /// <returns>Whether it is let in.</returns>
    public abstract ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint);
}
