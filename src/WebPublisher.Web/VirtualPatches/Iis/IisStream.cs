namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>NTFS streams: the source of a script instead of its output (CVE-1999-0278), or a directory past its protection (CVE-2010-2731).</summary>
internal sealed class IisStream : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) =>
        request.WholePath.Contains(':', StringComparison.Ordinal)
        && (request.WholePath.Contains("::$", StringComparison.Ordinal) || request.WholePath.Contains(":$I", StringComparison.OrdinalIgnoreCase) || request.WholePath.Contains(":$DATA", StringComparison.OrdinalIgnoreCase))
            ? PatchFinding.Path
            : null;
}
