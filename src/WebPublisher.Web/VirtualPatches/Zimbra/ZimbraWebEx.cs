namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The WebEx zimlet asks the server of a company's name, and takes a URL for a name (CVE-2020-7796).</summary>
internal sealed class ZimbraWebEx() : ParameterPatch(["companyid"], forms: true)
{
    protected override bool Concerns(PatchedRequest request) => request.HasSegment("com_zimbra_webex");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("companyId") && !NamedText.IsOnly(parameter.Value.Span, "_-");
}
