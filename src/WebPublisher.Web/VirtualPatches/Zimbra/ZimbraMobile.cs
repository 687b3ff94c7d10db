namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The mobile client writes the kind of item into an attribute (CVE-2023-37580).</summary>
internal sealed class ZimbraMobile() : ParameterPatch(["st"], forms: true)
{
    protected override bool Concerns(PatchedRequest request) => request.HasSegment("m");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("st") && !NamedText.IsOnly(parameter.Value.Span, "_-,");
}
