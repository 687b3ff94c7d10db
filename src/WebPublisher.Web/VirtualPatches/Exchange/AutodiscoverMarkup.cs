using WebPublisher.Web.VirtualPatches.AnySite;

namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>autodiscover.json repeats what was posted to it as a page (CVE-2021-41349).</summary>
internal sealed class AutodiscoverMarkup : RequestPatch
{
    private const int Wanted = 8 * 1024;

    public override int BodyWanted(PatchedRequest request) => Concerns(request) ? Wanted : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) =>
        Concerns(request) && (Markup.IsIn(RepeatedDecoding.Parameter(body.Text)) || body.Text.Length >= Wanted) ? PatchFinding.Body : null;

    private static bool Concerns(PatchedRequest request) => request.IsBelow("/autodiscover") && request.HasSegment("autodiscover.json");
}
