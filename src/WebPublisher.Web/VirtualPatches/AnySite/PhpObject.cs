using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>A serialised PHP object in a query parameter or a cookie (CWE-502).</summary>
internal sealed class PhpObject : RequestPatch
{
    private static readonly SearchValues<string> s_mark = SearchValues.Create([":\"", ":%22", "%3A%22", "%2522"], StringComparison.OrdinalIgnoreCase);

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (!request.IsQueryPlain)
        {
            foreach (var parameter in request.Parameters)
            {
                if (PhpText.HasObject(parameter.Value.Span) || PhpText.HasObject(parameter.Name.Span))
                {
                    return PatchFinding.Query(parameter.Name);
                }
            }
        }

        if (request.CookiesMention(s_mark))
        {
            foreach (var (name, value) in request.Cookies)
            {
                if (PhpText.HasObject(value))
                {
                    return PatchFinding.Cookie(name);
                }
            }
        }

        return null;
    }
}
