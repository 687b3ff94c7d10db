namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>A virtual directory whose address is a script is then written to a file that runs (CVE-2021-26858, CVE-2021-27065).</summary>
internal sealed class VirtualDirectoryScript : RequestPatch
{
    public override int BodyWanted(PatchedRequest request) => Concerns(request) ? PatchedBody.Longest : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body)
    {
        if (!Concerns(request))
        {
            return null;
        }

        // Settings are short: what is too long to be judged is none.
        var text = RepeatedDecoding.Text(body.Text).Replace("\\u003c", "<", StringComparison.OrdinalIgnoreCase).Replace("\\u0025", "%", StringComparison.OrdinalIgnoreCase).Replace("\\u0073", "s", StringComparison.OrdinalIgnoreCase);
        return body.IsCut || text.Contains("<script", StringComparison.OrdinalIgnoreCase) || text.Contains("<%", StringComparison.Ordinal) || text.Contains("runat", StringComparison.OrdinalIgnoreCase)
            ? PatchFinding.Body
            : null;
    }

    private static bool Concerns(PatchedRequest request) => request.IsBelow("/ecp") && request.HasSegment("DDIService.svc") && request.HasSegment("SetObject");
}
