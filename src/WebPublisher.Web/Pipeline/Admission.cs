using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Pipeline;

/// <summary>Step 4: lets in requests that mean one thing, to a site that is published here, on their first visit.</summary>
internal static class Admission
{
    /// <summary>Examines what of a request does not depend on its URL.</summary>
    /// <param name="http">The request.</param>
    /// <param name="policy">The policy it is judged by.</param>
    /// <param name="host">What its Host field names (with HTTP/2, <c>:authority</c>).</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? Examine(HttpContext http, PublisherPolicy policy, out Authority host)
    {
        host = default;
        var request = http.Request;
        if (RefuseMethod(http) is { } refused)
        {
            return refused;
        }

        var fields = request.Headers;
        if (FieldSyntax.FirstInvalid(fields) is { } name)
        {
            return new Denial(DenialReason.InvalidHeader, $"field '{name}'");
        }

        // RFC 9112 section 3.2: exactly one Host. HTTP/1.0 may do without, but then no rule can be found.
        if (fields.Host.Count != 1 || !Authority.TryParse(fields.Host.ToString(), out host))
        {
            return new Denial(DenialReason.InvalidHost, fields.Host.Count == 1 ? $"'{fields.Host}'" : $"{fields.Host.Count} Host fields");
        }

        if (ViaField.Names(fields.Via, policy.Server.Name))
        {
            return new Denial(DenialReason.Loop, $"Via: {fields.Via}");
        }

        UpgradeField.Restrict(request);
        return null;
    }

    /// <summary>Reads the target of an admitted request. A target in absolute form (RFC 9112 section 3.2.2) is taken only for a host that is published: this is no forward proxy.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? ReadTarget(string rawTarget, Authority host, WebPolicy policy, out CanonicalTarget? target)
    {
        if (rawTarget.StartsWith('/'))
        {
            return CanonicalTarget.TryParse(host, rawTarget, out target, out var objection) ? null : new Denial(DenialReason.InvalidTarget, objection);
        }

        if (!CanonicalTarget.TryParseUrl(rawTarget, out _, out target, out var reason))
        {
            return new Denial(DenialReason.InvalidTarget, reason);
        }

        // The target's host overrides the Host field (RFC 9112 section 3.2.2).
        return IsPublished(policy, target.Host) ? null : new Denial(DenialReason.ForeignUrl, $"absolute form for '{target.Host}'");
    }

    private static Denial? RefuseMethod(HttpContext http)
    {
        var method = http.Request.Method;

        // RFC 8441: WebSocket over HTTP/2 is a CONNECT with a protocol, and no tunnel to a place of the client's choice.
        var isWebSocket = HttpMethods.IsConnect(method) && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };
        if (!isWebSocket && RefusedMethods.Refuse(method) is { } refused)
        {
            return refused;
        }

        return !isWebSocket && http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget == "*" ? new Denial(DenialReason.MethodRefused, $"{method} *") : null;
    }

    private static bool IsPublished(WebPolicy policy, string host)
    {
        foreach (var rule in policy.Rules)
        {
            if (rule.Action is DenyAction)
            {
                continue;
            }

            if (rule.Destinations is null || rule.Destinations.Destinations.Any(destination => destination.Host.Matches(host)))
            {
                return true;
            }
        }

        return false;
    }
}
