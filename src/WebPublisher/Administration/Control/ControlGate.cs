using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Control;

/// <summary>Who may ask what by the control socket: root and the server's own user, everything. No browser comes this way, so that its rules have no place here.</summary>
internal sealed class ControlGate : OperationsGate
{
    /// <inheritdoc/>
    public override bool IsOurs(HttpContext http) => true;

    /// <inheritdoc/>
    public override ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        var user = http.Features.GetRequiredFeature<ControlPeer>().User.ToString(CultureInfo.InvariantCulture);
        http.Features.Set(new OperationsCaller($"socket uid {user}", MayAct: true));
        return ValueTask.FromResult(true);
    }
}
