namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Remote PowerShell is for administrators inside; attacks of many kinds end there.</summary>
internal sealed class PowerShell : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) =>
        request.Path.Contains("powershell", StringComparison.OrdinalIgnoreCase) && (request.HasSegment("powershell") || request.HasSegment("powershell-liveid") || request.HasSegment("powershell-proxy"))
            ? PatchFinding.Path
            : null;
}
