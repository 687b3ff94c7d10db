using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Headers;
using WebPublisher.Web.Listeners.Quotas;

namespace WebPublisher.Web.Pipeline;

/// <summary>Step 4: lets in requests that mean one thing, to a site that is published here, on their first visit.</summary>
internal static class Admission
{
    /// <summary>Examines what of a request does not depend on its URL.</summary>
    /// <param name="http">The request.</param>
    /// <param name="connection">The connection it came by.</param>
    /// <param name="rawTarget">Its target as it came.</param>
    /// <param name="policy">The policy it is judged by.</param>
    /// <param name="host">What its Host field names (with HTTP/2, <c>:authority</c>).</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Denial? Examine(HttpContext http, ClientConnection connection, string rawTarget, PublisherPolicy policy, out Authority host)
    {
        host = default;
        if (connection.Screen is { Refused: { } screened })
        {
            return screened;
        }

        var request = http.Request;
        if (RefuseMethod(http, rawTarget) is { } refused)
        {
            return refused;
        }

        var fields = request.Headers;
        if (FieldSyntax.FirstInvalid(fields) is { } name)
        {
            return new Denial(DenialReason.InvalidHeader, $"field '{name}'");
        }

        if (HttpProtocol.IsHttp2(request.Protocol) && ConnectionFields.FirstOf(fields) is { } connectionField)
        {
            return new Denial(DenialReason.InvalidHeader, $"field '{connectionField}' over HTTP/2");
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
    public static Denial? ReadTarget(ClientConnection connection, string rawTarget, Authority host, WebPolicy policy, out CanonicalTarget? target)
    {
        if (!rawTarget.StartsWith('/'))
        {
            if (!CanonicalTarget.TryParseUrl(rawTarget, out _, out target, out var reason))
            {
                return new Denial(DenialReason.InvalidTarget, reason);
            }

            // The target's host overrides the Host field (RFC 9112 section 3.2.2).
            if (!IsPublished(policy, target.Host))
            {
                return new Denial(DenialReason.ForeignUrl, $"absolute form for '{target.Host}'");
            }
        }
        else if (!CanonicalTarget.TryParse(host, rawTarget, out target, out var objection))
        {
            return new Denial(DenialReason.InvalidTarget, objection);
        }

        // A client that shares an HTTP/2 connection between sites asks again on one of its own (RFC 9110 section 15.5.20, RFC 9113 section 9.1.1).
        return connection.Certificate is { } presented && !presented.Serves(target.Host)
            ? new Denial(DenialReason.Misdirected, $"'{target.Host}' by a connection made for '{presented.ServerName}'")
            : null;
    }

    private static Denial? RefuseMethod(HttpContext http, string rawTarget)
    {
        var method = http.Request.Method;

        // RFC 8441: WebSocket over HTTP/2 is a CONNECT with a protocol, and no tunnel to a place of the client's choice.
        var isWebSocket = HttpMethods.IsConnect(method) && http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };
        if (!isWebSocket && RefusedMethods.Refuse(method) is { } refused)
        {
            return refused;
        }

        return !isWebSocket && rawTarget == "*" ? new Denial(DenialReason.MethodRefused, $"{method} *") : null;
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
