using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>
/// Exchange's front end drops an address of explicit logon from the URL of autodiscover.json and asks its back end, as the system, for what is left (CVE-2021-34473). The
/// address then stands where no client puts it: outside the value of a parameter, or before another path.
/// </summary>
internal sealed class ProxyShell : RequestPatch
{
    private const string Json = "autodiscover.json";
    private const string Versioned = "autodiscover.json/v1.0/";

    private static readonly SearchValues<string> s_paths =
        SearchValues.Create(["/powershell", "/mapi/", "/ews/", "/ecp/", "/owa/", "/oab/", "/rpc/", "/microsoft-server-activesync", "/api/"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_names = SearchValues.Create(["Rps", "email"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_mail = SearchValues.Create(["email"], StringComparison.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (request.QueryMayName(s_names))
        {
            foreach (var parameter in request.Parameters)
            {
                if (parameter.Is("X-Rps-CAT") || (parameter.Is("Email") && IsAutodiscover(parameter.Value.Span)))
                {
                    return PatchFinding.Query(parameter.Name);
                }
            }
        }

        if (request.CookiesMention(s_mail))
        {
            foreach (var (name, value) in request.Cookies)
            {
                if (name.Equals("Email", StringComparison.OrdinalIgnoreCase) && IsAutodiscover(value))
                {
                    return PatchFinding.Cookie(name);
                }
            }
        }

        return AutodiscoverText.IsNamed(request) ? JudgeTarget(request) : null;
    }

    private static bool IsAutodiscover(ReadOnlySpan<char> value) => value.TrimStart(" /").StartsWith("autodiscover", StringComparison.OrdinalIgnoreCase) && value.Contains('/');

    private static PatchFinding? JudgeTarget(PatchedRequest request)
    {
        var at = request.Decoded.IndexOf(Json, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        // Another protocol's path behind it, whatever stands between.
        if (request.Decoded.AsSpan(at + Json.Length).ContainsAny(s_paths))
        {
            return PatchFinding.Target;
        }

        // An address in the path: only the versioned form has one, as its last segment.
        var path = request.Path;
        if (path.Contains('@', StringComparison.Ordinal))
        {
            var versioned = path.IndexOf(Versioned, StringComparison.OrdinalIgnoreCase);
            if (versioned < 0 || path.AsSpan(versioned + Versioned.Length).TrimEnd('/').Contains('/') || path.AsSpan(0, versioned).Contains('@'))
            {
                return PatchFinding.Path;
            }
        }

        // An address that is no parameter's value, or has a path of its own.
        foreach (var parameter in request.Parameters)
        {
            if (parameter.Name.Span.Contains('@') || (parameter.Value.Span.Contains('@') && parameter.Value.Span.ContainsAny("/\\?")))
            {
                return PatchFinding.Query(parameter.Name);
            }
        }

        return null;
    }
}
