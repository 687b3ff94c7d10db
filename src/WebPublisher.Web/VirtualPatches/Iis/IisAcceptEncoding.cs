using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>HTTP.sys frees the list of an Accept-Encoding twice when a member of it is empty (CVE-2021-31166). No client sends one.</summary>
internal sealed class IisAcceptEncoding : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        foreach (var value in request.Fields.AcceptEncoding)
        {
            if (value is { Length: > 0 } && HasEmptyMember(value))
            {
                return PatchFinding.Field(HeaderNames.AcceptEncoding);
            }
        }

        return null;
    }

    private static bool HasEmptyMember(ReadOnlySpan<char> list)
    {
        foreach (var member in list.Split(','))
        {
            if (list[member].Trim(" \t").IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
