namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>A policy template that is imported runs commands (CVE-2020-16875, and CVE-2020-17132, which went past its correction).</summary>
internal sealed class DlpPolicy : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) => request.IsBelow("/ecp") && request.HasSegment("ManagePolicyFromISV.aspx") ? PatchFinding.Path : null;
}
