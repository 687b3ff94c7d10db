using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Exchange's front end leaves it to the back end to authenticate who has a SecurityToken, and the back end does not (CVE-2021-33766).</summary>
internal sealed class ProxyToken : RequestPatch
{
    private static readonly SearchValues<string> s_name = SearchValues.Create(["SecurityToken"], StringComparison.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        // On every path: nothing that Exchange publishes sets this cookie.
        if (!request.CookiesMention(s_name))
        {
            return null;
        }

        foreach (var (name, value) in request.Cookies)
        {
            if (name.Equals("SecurityToken", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
            {
                return PatchFinding.Cookie(name);
            }
        }

        return null;
    }
}
