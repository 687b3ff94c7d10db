using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Authentication;

/// <summary>What a request says of its user (the Authorization field, RFC 9110 section 11.6.2), judged before anybody acts on it.</summary>
internal static class RequestCredentials
{
    /// <summary>
    /// Removes credentials of a scheme that does not pass: the front end then sees a request without a user and offers what does pass. Credentials that belong to a
    /// connection need one of their own, which HTTP/2 cannot give.
    /// </summary>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Admit(HttpContext http, AuthenticationPolicy policy)
    {
        var fields = http.Request.Headers.Authorization;
        if (fields.Count == 0)
        {
            return null;
        }

        // The field is no list: of two, one server takes the first and another the last.
        if (fields.Count > 1)
        {
            return new Denial(DenialReason.InvalidHeader, $"{fields.Count} Authorization fields");
        }

        var scheme = SchemeName.Of(fields[0]);
        if ((scheme & policy.Passing(http.Request.IsHttps)) == AuthenticationSchemes.None)
        {
            http.Request.Headers.Authorization = default;
            return null;
        }

        return IsBound(scheme) && HttpProtocol.IsHttp2(http.Request.Protocol) ? new Denial(DenialReason.Http11Required, $"{scheme} over {http.Request.Protocol}") : null;
    }

    /// <summary>Whether an admitted request's credentials belong to its connection.</summary>
    public static bool AreBound(HttpRequest request) => request.Headers.Authorization is [{ } field] && IsBound(SchemeName.Of(field));

    private static bool IsBound(AuthenticationSchemes scheme) => (scheme & AuthenticationSchemes.ConnectionBound) != AuthenticationSchemes.None;
}
