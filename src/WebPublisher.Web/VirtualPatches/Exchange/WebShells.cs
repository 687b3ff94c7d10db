using System.Buffers;
using System.Collections.Frozen;

namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Scripts where Exchange has none: what intruders leave behind (Microsoft on HAFNIUM, March 2021). The pages that Exchange does have there are listed.</summary>
internal sealed class WebShells : RequestPatch
{
    private static readonly string[] s_scripts = [".aspx", ".asp", ".ashx", ".asmx", ".asax", ".ascx", ".cer", ".cshtml", ".shtml", ".soap", ".php", ".jsp"];

    private static readonly SearchValues<string> s_mayBeScript = SearchValues.Create([".as", ".ce", ".cs", ".sh", ".so", ".ph", ".js"], StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_owa = FrozenSet.ToFrozenSet(
    [
        "logon.aspx", "logoff.aspx", "signout.aspx", "error.aspx", "error2.aspx", "errorfe.aspx", "expiredpassword.aspx", "frowny.aspx", "getidtoken.aspx", "outlookcn.aspx", "redirsuiteserviceproxy.aspx",
        "svmfeedback.aspx", "timeoutlogout.aspx", "logout.aspx", "casredirect.aspx",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_ecp = FrozenSet.ToFrozenSet(["timeoutlogout.aspx"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_none = [];

    /// <summary>Where the protocols live: they have services of their own names, and no pages.</summary>
    private static readonly FrozenSet<string> s_services = FrozenSet.ToFrozenSet(["exchange.asmx", "services.wsdl", "default.eas"], StringComparer.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        var path = request.Path.AsSpan();
        if (!path.ContainsAny(s_mayBeScript) || Allowed(request) is not { } allowed)
        {
            return null;
        }

        // Any segment: IIS runs x.aspx for /x.aspx/y.js as well.
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (IsScript(segment) && !allowed.Contains(segment.ToString()))
            {
                return PatchFinding.Path;
            }
        }

        return null;
    }

    private static FrozenSet<string>? Allowed(PatchedRequest request) =>
        request.IsBelow("/aspnet_client") ? s_none
        : request.IsBelow("/owa/auth") ? s_owa
        : request.IsBelow("/ecp/auth") ? s_ecp
        : request.IsBelow("/ews") || request.IsBelow("/mapi") || request.IsBelow("/rpc") || request.IsBelow("/oab") || request.IsBelow("/autodiscover") || request.IsBelow("/microsoft-server-activesync") ? s_services
        : null;

    private static bool IsScript(ReadOnlySpan<char> segment)
    {
        foreach (var script in s_scripts)
        {
            if (segment.EndsWith(script, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
