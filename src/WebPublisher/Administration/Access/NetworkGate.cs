using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>
/// Who may ask what by the operations listener. On the loopback address nobody logs in: who is on the machine is let in, and browsers are kept from lending that to web pages.
/// Beyond it monitoring is for whoever comes, and all the rest needs TLS and a name.
/// </summary>
/// <param name="access">Who is known.</param>
internal sealed class NetworkGate(NetworkAccess access) : OperationsGate
{
    private static readonly OperationsCaller s_anybody = new("anybody", MayAct: false);
    private static readonly OperationsCaller s_loopback = new("loopback", MayAct: true);

    /// <inheritdoc/>
    public override bool IsOurs(HttpContext http) =>
        OperationsHost.IsOurs(http.Request.Host, http.Connection.LocalIpAddress) || access.Policy.IsCalled(http.Request.Host.Host.Trim('[', ']'));

    /// <inheritdoc/>
    public override async ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        if (endpoint?.Audience == OperationsAudience.Anybody)
        {
            return Admit(http, s_anybody);
        }

        if (RequestOrigin.ProblemOf(http.Request, endpoint?.BodyType ?? "application/json") is var (status, problem))
        {
            return await RefuseAsync(http, status, problem);
        }

        if (http.Features.GetRequiredFeature<OperationsConnection>().IsOfMachine)
        {
            return Admit(http, s_loopback);
        }

        if (!http.Request.IsHttps)
        {
            return await RefuseAsync(
                http, StatusCodes.Status403Forbidden, "Beyond the loopback address only /metrics and /health are served in clear: come by the loopback address, or have the policy give operations a certificate.");
        }

        if (endpoint?.Audience == OperationsAudience.Visitors)
        {
            return Admit(http, s_anybody);
        }

        try
        {
            return await AdmitKnownAsync(http, endpoint);
        }
        catch (LoginRefusedException refused)
        {
            if (refused.RetryAfter is { } rest)
            {
                http.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return await RefuseAsync(http, refused.Status, refused.Message);
        }
    }

    private async ValueTask<bool> AdmitKnownAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        if (await access.FindAsync(http) is not { } caller)
        {
            return IsPageOfBrowser(http.Request)
                ? SendToLogin(http)
                : await RefuseAsync(http, StatusCodes.Status403Forbidden, "Beyond the loopback address this needs a token, a login or a client certificate that the policy knows.");
        }

        access.Watch(http, caller);
        return caller.MayAct || !HttpMethods.IsPost(http.Request.Method) || endpoint is { ChangesServer: false }
            ? Admit(http, caller)
            : await RefuseAsync(http, StatusCodes.Status403Forbidden, $"The {caller.Name} may look and not act.");
    }

    private bool IsPageOfBrowser(HttpRequest request) =>
        !access.Policy.Tokens.IsEmpty
        && HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    private static bool SendToLogin(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = LoginAsset.PagePath;
        return false;
    }

    private static bool Admit(HttpContext http, OperationsCaller caller)
    {
        if (caller != s_anybody)
        {
            http.Features.GetRequiredFeature<OperationsConnection>().NoteCaller();
        }

        http.Features.Set(caller);
        return true;
    }

    private static async Task<bool> RefuseAsync(HttpContext http, int status, string problem)
    {
        // The body is not read, so that the connection cannot go on; and who is not let in keeps none.
        http.Response.Headers.Connection = "close";
        await OperationsEndpoint.SendProblemAsync(http, status, problem);
        return false;
    }
}
