namespace WebPublisher.Web.VirtualPatches.Sogo;

/// <summary>The theme is repeated in the page as it was sent (CVE-2025-63499).</summary>
internal sealed class SogoTheme() : ParameterPatch(["theme"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("theme") && !NamedText.IsOnly(parameter.Value.Span, "_-");
}
