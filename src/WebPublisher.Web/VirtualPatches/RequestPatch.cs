namespace WebPublisher.Web.VirtualPatches;

/// <summary>Recognises one attack. Every method is called for every request of a section that has the patch, so the first thing each does is to look for a reason to stop.</summary>
internal abstract class RequestPatch
{
    /// <summary>Judges the head of a request.</summary>
    /// <returns>Where the attack is, or null.</returns>
    public virtual PatchFinding? JudgeHead(PatchedRequest request) => null;

    /// <summary>How much of the body this patch has to see, in bytes; 0 for none of it, at most <see cref="PatchedBody.Longest"/>.</summary>
    public virtual int BodyWanted(PatchedRequest request) => 0;

    /// <summary>Judges the beginning of the body; asked only where <see cref="BodyWanted"/> said that some of it is wanted, by this patch or another.</summary>
    /// <returns>Where the attack is, or null.</returns>
    public virtual PatchFinding? JudgeBody(PatchedRequest request, PatchedBody body) => null;
}
