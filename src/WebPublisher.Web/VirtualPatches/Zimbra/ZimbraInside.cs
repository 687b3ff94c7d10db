namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>Files of the server (CVE-2023-38750), and what belongs to administrators: their console and their services are on a port of their own.</summary>
internal sealed class ZimbraInside : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) =>
        request.HasSegment("WEB-INF") || request.HasSegment("META-INF") || request.IsBelow("/zimbraAdmin") || request.IsBelow("/service/admin")
            ? PatchFinding.Path
            : null;
}
