using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>
/// A cookie that tells Exchange's front end which back end to ask, and as whom (CVE-2021-26855). X-AnonResource-Backend comes from no client; X-BEResource that does is a
/// server's name, a tilde and the server's version.
/// </summary>
internal sealed class ProxyLogon : RequestPatch
{
    private static readonly SearchValues<string> s_names = SearchValues.Create(["X-AnonResource", "X-BEResource"], StringComparison.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (!request.CookiesMention(s_names))
        {
            return null;
        }

        foreach (var (name, value) in request.Cookies)
        {
            if (name.StartsWith("X-AnonResource", StringComparison.OrdinalIgnoreCase) || (name.Equals("X-BEResource", StringComparison.OrdinalIgnoreCase) && !IsServer(value)))
            {
                return PatchFinding.Cookie(name);
            }
        }

        return null;
    }

    private static bool IsServer(ReadOnlySpan<char> value)
    {
        var tilde = value.IndexOf('~');
        var name = tilde < 0 ? value : value[..tilde];
        var version = tilde < 0 ? default : value[(tilde + 1)..];
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '-' or '_'))
            {
                return false;
            }
        }

        return !version.ContainsAnyExceptInRange('0', '9');
    }
}
