namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>WebDAV of IIS 6 copies the URL of an If into too short a buffer (CVE-2017-7269).</summary>
internal sealed class IisWebDavIf : RequestPatch
{
    // MAX_PATH of Windows.
    private const int LongestUrl = 260;

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        foreach (var value in request.Fields["If"])
        {
            var text = value.AsSpan();
            for (var open = text.IndexOf("<http"); open >= 0; open = text.IndexOf("<http"))
            {
                text = text[(open + 1)..];
                var close = text.IndexOf('>');
                var url = close < 0 ? text : text[..close];
                if (url.Length > LongestUrl || url.ContainsAnyExceptInRange(' ', '~'))
                {
                    return PatchFinding.Field("If");
                }
            }
        }

        return null;
    }
}
