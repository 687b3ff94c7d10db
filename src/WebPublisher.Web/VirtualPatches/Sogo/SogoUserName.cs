using WebPublisher.Web.VirtualPatches.AnySite;

namespace WebPublisher.Web.VirtualPatches.Sogo;

/// <summary>The name of a user is repeated in the page as it was sent (CVE-2025-63498).</summary>
internal sealed class SogoUserName() : ParameterPatch(["username"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        parameter.Is("userName") && (parameter.Value.Span.ContainsAny("<>\"`") || Markup.IsIn(parameter.Value.Span));
}
