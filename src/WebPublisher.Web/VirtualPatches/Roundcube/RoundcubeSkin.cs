namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>A skin is a folder, and with steps up in its name any folder (CVE-2015-8770).</summary>
internal sealed class RoundcubeSkin() : ParameterPatch(["skin"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("_skin") && !NamedText.IsOnly(parameter.Value.Span, "_-");
}
