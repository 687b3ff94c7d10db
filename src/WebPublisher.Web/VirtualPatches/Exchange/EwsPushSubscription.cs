namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>Exchange reports to the URL of a push subscription, and authenticates there as itself (CVE-2018-8581). Mail programs outside pull or stream.</summary>
internal sealed class EwsPushSubscription : RequestPatch
{
    private const int Wanted = 16 * 1024;

    public override int BodyWanted(PatchedRequest request) => Concerns(request) ? Wanted : 0;

    public override PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) =>
        Concerns(request) && body.Text.Contains("PushSubscriptionRequest", StringComparison.Ordinal) ? PatchFinding.Body : null;

    private static bool Concerns(PatchedRequest request) => request.IsBelow("/ews") && request.HasXml;
}
