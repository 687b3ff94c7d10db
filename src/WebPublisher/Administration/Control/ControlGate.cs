using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Control;

/// <summary>Who may ask what by the control socket: root and the server's own user, everything. No browser comes this way, so that its rules have no place here.</summary>
internal sealed class ControlGate : OperationsGate
{
    /// <summary>By which the process of the other half says who has asked it, percent-encoded. Who may use the socket may say anything, and only the log believes it.</summary>
    public const string CallerField = "X-WebPublisher-Caller";

    private const int LongestName = 200;

    /// <inheritdoc/>
    public override bool IsOurs(HttpContext http) => true;

    /// <inheritdoc/>
    public override ValueTask<bool> AdmitAsync(HttpContext http, OperationsEndpoint? endpoint)
    {
        var user = http.Features.GetRequiredFeature<ControlPeer>().User.ToString(CultureInfo.InvariantCulture);
        var behind = http.Request.Headers[CallerField].ToString() is { Length: > 0 and <= LongestName * 3 } name ? $" for {Plain(Uri.UnescapeDataString(name))}" : "";
        http.Features.Set(new OperationsCaller($"socket uid {user}{behind}", MayAct: true));
        return ValueTask.FromResult(true);
    }

    private static string Plain(string name) => string.Concat(name.Take(LongestName).Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
