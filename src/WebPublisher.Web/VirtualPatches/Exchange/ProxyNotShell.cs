namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Microsoft's own mitigation of CVE-2022-41040 and CVE-2022-41082: no URL has both words, in whatever order and encoding.</summary>
internal sealed class ProxyNotShell : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request) =>
        AutodiscoverText.IsNamed(request) && request.Decoded.Contains("powershell", StringComparison.OrdinalIgnoreCase) ? PatchFinding.Target : null;
}
