using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>Who may ask what by the operations listener.</summary>
internal sealed class NetworkGate : OperationsGate
{
    /// <inheritdoc/>
    public override bool IsOurs(HttpContext http) => OperationsHost.IsOurs(http.Request.Host, http.Connection.LocalIpAddress);

    /// <inheritdoc/>
    public override ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        http.Features.Set(new OperationsCaller("loopback", MayAct: false));
        return ValueTask.FromResult(true);
    }
}
