namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>An archive that is imported is unpacked wherever its names say (CVE-2022-27925), for anybody who asks (CVE-2022-37042).</summary>
internal sealed class ZimbraMailboxImport : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) => request.HasSegment("mboximport") || (request.IsBelow("/service/extension") && request.HasSegment("backup")) ? PatchFinding.Path : null;
}
