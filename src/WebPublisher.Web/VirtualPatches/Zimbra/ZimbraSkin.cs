namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>A skin is a folder, and with steps up in its name any file (CVE-2013-7091).</summary>
internal sealed class ZimbraSkin() : ParameterPatch(["skin"], forms: false)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("skin") && !NamedText.IsOnly(parameter.Value.Span, "_-");
}
