namespace WebPublisher.Web.VirtualPatches.Grommunio;

/// <summary>Files of grommunio-web that are read by PHP and by nobody else.</summary>
internal sealed class GrommunioInside : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (!request.IsBelow("/web"))
        {
            return null;
        }

        var path = request.Path;
        return request.IsBelow("/web/server") || request.HasSegment("config.php") || request.HasSegment("defaults.php") || request.HasSegment("init.php") || request.HasSegment(".git")
            || path.EndsWith(".inc", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".dist", StringComparison.OrdinalIgnoreCase)
                ? PatchFinding.Path
                : null;
    }
}
