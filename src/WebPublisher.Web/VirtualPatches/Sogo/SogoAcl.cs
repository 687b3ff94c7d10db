using WebPublisher.Web.VirtualPatches.AnySite;

namespace WebPublisher.Web.VirtualPatches.Sogo;

/// <summary>Who is added to an access list is put into SQL as he is named (CVE-2026-8851).</summary>
internal sealed class SogoAcl() : ParameterPatch(["uid"], forms: true)
{
    protected override bool Concerns(PatchedRequest request) => request.HasSegment("addUserInAcls") || request.HasSegment("removeUserFromAcls");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        parameter.Is("uid") && (SqlText.IsIn(parameter.Value.Span) || parameter.Value.Span.ContainsAny("();"));
}
