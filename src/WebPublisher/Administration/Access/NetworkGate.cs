using System.Net;
using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>
/// Who may ask what by the operations listener. On the loopback address nobody logs in: who is on the machine is let in, and browsers are kept from lending that to web pages.
/// Beyond it monitoring is for whoever comes, and all the rest needs TLS and a name.
/// </summary>
internal sealed class NetworkGate : OperationsGate
{
    private static readonly OperationsCaller s_anybody = new("anybody", MayAct: false);
    private static readonly OperationsCaller s_loopback = new("loopback", MayAct: true);

    /// <inheritdoc/>
    public override bool IsOurs(HttpContext http) => OperationsHost.IsOurs(http.Request.Host, http.Connection.LocalIpAddress);

    /// <inheritdoc/>
    public override async ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        if (endpoint?.Audience == OperationsAudience.Anybody)
        {
            http.Features.Set(s_anybody);
            return true;
        }

        if (RequestOrigin.ProblemOf(http.Request) is var (status, problem))
        {
            return await RefuseAsync(http, status, problem);
        }

        if (IsLoopback(http.Connection))
        {
            http.Features.Set(s_loopback);
            return true;
        }

        return await RefuseAsync(http, StatusCodes.Status403Forbidden, "Beyond the loopback address only /metrics and /health are served: come by the loopback address, with ssh -L for instance.");
    }

    private static bool IsLoopback(ConnectionInfo connection) =>
        connection is { LocalIpAddress: { } local, RemoteIpAddress: { } remote } && IPAddress.IsLoopback(local) && IPAddress.IsLoopback(remote);

    private static async Task<bool> RefuseAsync(HttpContext http, int status, string problem)
    {
        // The body is not read, so that the connection cannot go on; and who is not let in keeps none.
        http.Response.Headers.Connection = "close";
        await OperationsEndpoint.SendProblemAsync(http, status, problem);
        return false;
    }
}
