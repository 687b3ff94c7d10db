namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>The error page repeats these parameters inside a script (CVE-2021-31195), which is how the cookies for the oracle (CVE-2021-31196) are stolen.</summary>
internal sealed class ProxyOracle() : ParameterPatch(["refurl", "te"], forms: false)
{
    protected override bool Concerns(PatchedRequest request) => request.IsBelow("/owa/auth") && request.HasSegment("frowny.aspx");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("refurl") || parameter.Is("te");
}
